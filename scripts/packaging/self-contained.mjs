/**
 * Copies a program so that it runs on a machine that has nothing of it: with the shared libraries it names, under a small wrapper.
 * Linux only, and only needed for a program of this machine's own system; a static one is copied as it is.
 * The C library and the drivers of the graphics card stay out: they must be the target's own.
 */
import fs from 'node:fs';
import path from 'node:path';
import { run } from '../lib/run-process.mjs';
import { SetupError } from '../lib/say.mjs';
import { wrapperText } from '../setup/wrapper.mjs';

/** They belong together with the system's kernel, loader and drivers. */
const SYSTEM = /^(ld-linux.*|lib(c|m|dl|rt|pthread|resolv|util|anl|nss_.*|GL|GLX|GLdispatch|EGL|OpenGL|drm|va.*|vdpau|vulkan|OpenCL|cuda|X11|xcb|Xau|Xdmcp))\.so(\.|$)/;

/**
 * @param {string} program absolute; links are followed
 * @param {string} name what it is called in the folder
 * @param {string} folder of the package's tools
 * @returns {Promise<void>}
 */
export async function copySelfContained(program, name, folder) {
  const file = fs.realpathSync(program);
  const libraries = isScript(file) ? scriptProblem(program) : await librariesOf(file);
  fs.mkdirSync(folder, { recursive: true });
  if (libraries.length === 0) return copy(file, path.join(folder, name));
  copy(file, path.join(folder, 'programs', name));
  for (const library of libraries) copy(fs.realpathSync(library), path.join(folder, 'lib', path.basename(library)));
  fs.writeFileSync(path.join(folder, name), wrapperText(`programs/${name}`, ['lib']), { mode: 0o755 });
}

/** @param {string} file @returns {Promise<string[]>} absolute paths, under the names by which they are asked for */
async function librariesOf(file) {
  if (process.platform !== 'linux') return [];
  const { stdout } = await run('ldd', [file], { output: 'capture' });
  return namedLibraries(stdout);
}

/** @param {string} ldd its answer @returns {string[]} what is to be taken along */
export function namedLibraries(ldd) {
  return [...ldd.matchAll(/^\s*(\S+) => (\/\S+)/gm)].filter(([, name = '']) => !SYSTEM.test(name)).map(([, , place = '']) => place);
}

/** @param {string} file */
function isScript(file) {
  return fs.readFileSync(file).subarray(0, 2).toString() === '#!';
}

/** @param {string} program @returns {never} */
function scriptProblem(program) {
  throw new SetupError(`${program} is a wrapper of setup, not a program that a package can carry`, 'install the program itself, or run where the release of ffmpeg-static can be reached');
}

/** @param {string} from @param {string} to */
function copy(from, to) {
  fs.mkdirSync(path.dirname(to), { recursive: true });
  fs.copyFileSync(from, to);
  fs.chmodSync(to, fs.statSync(from).mode & 0o111 ? 0o755 : 0o644);
}
