/** A deb of the unpacked app: below /opt, with a menu entry, an icon and the file types it opens. Made by dpkg-deb alone. */
import fs from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { resources, root } from '../lib/paths.mjs';
import { run } from '../lib/run-process.mjs';
import { SetupError } from '../lib/say.mjs';

const ARCH = /** @type {Record<string, string>} */ ({ x64: 'amd64', arm64: 'arm64' });

/**
 * @param {string} folder the unpacked app
 * @param {number} epoch seconds
 * @returns {Promise<string[]>} the package
 */
export async function writeDebian(folder, epoch) {
  const { version, description } = /** @type {{ version: string, description: string }} */ (JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')));
  const config = /** @type {{ deb: { depends: string[] }, linux: { mimeTypes: string[], maintainer: string } }} */ (load(fs.readFileSync(path.join(root, 'electron-builder.yml'), 'utf8')));
  const tree = path.join(root, 'release', 'deb');
  fs.rmSync(tree, { recursive: true, force: true });
  fs.cpSync(folder, path.join(tree, 'opt', 'ShiftClipper'), { recursive: true, verbatimSymlinks: true, mode: fs.constants.COPYFILE_FICLONE });
  const put = (/** @type {string} */ file, /** @type {string | Buffer} */ content, mode = 0o644) => {
    fs.mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
    fs.writeFileSync(path.join(tree, file), content, { mode });
  };
  put('opt/ShiftClipper/resources/package-type', 'deb\n'); // the updater replaces it by dpkg
  put('usr/share/applications/shiftclipper.desktop', desktopEntry(config.linux.mimeTypes));
  put('usr/share/mime/packages/shiftclipper.xml', MIME);
  put('usr/share/icons/hicolor/1024x1024/apps/shiftclipper.png', fs.readFileSync(path.join(resources, 'icons', 'icon.png')));
  put('usr/share/doc/shiftclipper/copyright', fs.readFileSync(path.join(root, 'NOTICE.md')));
  put('DEBIAN/postinst', POSTINST, 0o755);
  put('DEBIAN/postrm', '#!/bin/sh\nset -e\nif [ "$1" = remove ]; then rm -f /usr/bin/shiftclipper; fi\n', 0o755);
  put('DEBIAN/control', control({ version, description, maintainer: config.linux.maintainer, depends: config.deb.depends, kilobytes: Math.round(sizeOf(path.join(tree, 'opt')) / 1024) }));
  const file = path.join(root, 'release', `shiftclipper_${version}_${ARCH[process.arch] ?? process.arch}.deb`);
  const result = await run('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z6', '--build', tree, file], { output: 'capture', env: { SOURCE_DATE_EPOCH: String(epoch) } });
  fs.rmSync(tree, { recursive: true, force: true });
  if (result.code !== 0) throw new SetupError(`dpkg-deb ended with ${result.code}: ${result.stderr.trim()}`);
  return [file];
}

/** @param {{ version: string, description: string, maintainer: string, depends: readonly string[], kilobytes: number }} about @returns {string} */
export function control({ version, description, maintainer, depends, kilobytes }) {
  const renamed = depends.map((name) => (['libgtk-3-0', 'libasound2'].includes(name) ? `${name} | ${name}t64` : name)); // newer releases of Debian and Ubuntu
  return [`Package: shiftclipper`, `Version: ${version}`, `Architecture: ${ARCH[process.arch] ?? process.arch}`, `Maintainer: ${maintainer}`, `Installed-Size: ${kilobytes}`, `Depends: ${renamed.join(', ')}`, 'Section: video', 'Priority: optional', `Description: ${description}`, ''].join('\n');
}

/** @param {readonly string[]} mimeTypes @returns {string} */
function desktopEntry(mimeTypes) {
  return ['[Desktop Entry]', 'Type=Application', 'Name=ShiftClipper', 'Comment=Find one player in a game video', 'Exec=/opt/ShiftClipper/shiftclipper %F', 'Icon=shiftclipper', 'Categories=AudioVideo;Video;', `MimeType=${mimeTypes.join(';')};`, 'StartupWMClass=ShiftClipper', ''].join('\n');
}

const MIME = `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="application/x-shiftclipper">
    <comment>ShiftClipper game</comment>
    <glob pattern="*.shiftclipper"/>
  </mime-type>
</mime-info>
`;

/** Chromium's sandbox helper must belong to root with its special bit where user namespaces are forbidden. */
const POSTINST = `#!/bin/sh
set -e
chown root:root /opt/ShiftClipper/chrome-sandbox
chmod 4755 /opt/ShiftClipper/chrome-sandbox
ln -sf /opt/ShiftClipper/shiftclipper /usr/bin/shiftclipper
if command -v update-mime-database >/dev/null; then update-mime-database /usr/share/mime || true; fi
if command -v update-desktop-database >/dev/null; then update-desktop-database -q || true; fi
`;

/** @param {string} folder @returns {number} bytes */
function sizeOf(folder) {
  return fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).reduce((sum, entry) => sum + fs.statSync(path.join(entry.parentPath ?? entry.path, entry.name)).size, 0);
}
