import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { minimatch } from 'minimatch';
import { describe, expect, it } from 'vitest';
import { FUSES } from '../setup/electron-fuses.mjs';
import { root } from '../lib/paths.mjs';
import { iconPng } from './draw-icon.mjs';
import { shareOf, writeUpdateFeed } from './update-feed.mjs';
import { neededPackages } from './needed-packages.mjs';
import { RELEASE_FUSES } from './package-layout.mjs';
import { namedLibraries } from './self-contained.mjs';
import { partOf } from './size-table.mjs';

interface Config { files: string[]; asarUnpack: string[]; electronFuses: Record<string, boolean>; extraResources: { from: string; to: string }[]; mac: { hardenedRuntime: boolean; entitlements: string }; publish: null }
const config = load(readFileSync(join(root, 'electron-builder.yml'), 'utf8')) as Config;
const refused = config.files.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1).replaceAll('${platform}', 'linux').replaceAll('${arch}', 'x64'));
const isPacked = (file: string): boolean => !refused.some((pattern) => minimatch(file, pattern, { dot: true }));

describe('the configuration of release packages', () => {
  it.each(neededPackages().needed)('packs %s, which the bundles load at run time', (name) => {
    expect(isPacked(`node_modules/${name}/package.json`)).toBe(true);
  });

  it('leaves out every production package that is bundled already or serves an installer alone', () => {
    expect(neededPackages().left.filter((name) => isPacked(`node_modules/${name}/package.json`))).toEqual([]);
  });

  it.each([
    ['node_modules/onnxruntime-node/bin/napi-v6/linux/x64/onnxruntime_binding.node', true],
    ['node_modules/onnxruntime-node/bin/napi-v6/linux/arm64/onnxruntime_binding.node', false],
    ['node_modules/onnxruntime-node/bin/napi-v6/win32/x64/onnxruntime.dll', false],
    ['node_modules/onnxruntime-node/bin/napi-v6/darwin/arm64/libonnxruntime.1.dylib', false],
    ['node_modules/tesseract.js-core/tesseract-core-simd-lstm.wasm', true],
    ['node_modules/tesseract.js-core/tesseract-core-simd-lstm.wasm.js', false],
    ['dist/worker/worker.mjs', true],
    ['dist/worker/worker.mjs.map', false],
  ])('%s for linux-x64: packed %s', (file, packed) => {
    expect(isPacked(file)).toBe(packed);
  });

  it('unpacks what threads and other programs must find in the file system', () => {
    for (const file of ['dist/worker/inference-thread.mjs', 'node_modules/onnxruntime-node/package.json']) expect(config.asarUnpack.some((pattern) => minimatch(file, pattern)), file).toBe(true);
  });

  it('decides every fuse, each as the built program is checked for', () => {
    const named = Object.fromEntries(Object.entries(config.electronFuses).map(([name, on]) => [name[0]!.toUpperCase() + name.slice(1), on]));
    expect(named).toEqual(RELEASE_FUSES);
    expect(Object.keys(RELEASE_FUSES).sort()).toEqual([...FUSES].sort());
    expect({ node: RELEASE_FUSES.RunAsNode, inspect: RELEASE_FUSES.EnableNodeCliInspectArguments, options: RELEASE_FUSES.EnableNodeOptionsEnvironmentVariable }).toEqual({ node: false, inspect: false, options: false });
  });

  it('hardens the macOS app, with entitlements that ask for no device and no network server', () => {
    const entitlements = readFileSync(join(root, config.mac.entitlements), 'utf8');
    expect(config.mac.hardenedRuntime).toBe(true);
    expect([...entitlements.matchAll(/<key>([^<]+)<\/key>/g)].map((match) => match[1])).toEqual(['com.apple.security.cs.allow-jit', 'com.apple.security.cs.allow-unsigned-executable-memory', 'com.apple.security.cs.disable-library-validation']);
  });

  it('announces the packages that can replace an installed app, with the checksum that the updater compares', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'shiftclipper-feed-'));
    const files = ['a.deb', 'a.AppImage', 'a.tar.gz'].map((name) => join(folder, name));
    for (const file of files) writeFileSync(file, 'abc');
    const feed = load(readFileSync(await writeUpdateFeed(files, { version: '2.0.0', folder, share: 10, epoch: 0 }), 'utf8'));
    rmSync(folder, { recursive: true });
    // SHA-512 of "abc", FIPS 180-4.
    const sha512 = Buffer.from('ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f', 'hex').toString('base64');
    expect(feed).toEqual({
      version: '2.0.0', stagingPercentage: 10, releaseDate: '1970-01-01T00:00:00.000Z', path: 'a.deb', sha512, files: [{ url: 'a.deb', sha512, size: 3 }, { url: 'a.AppImage', sha512, size: 3 }],
    });
  });

  it.each([['', null], ['10', 10], ['100', 100]])('a share of "%s" is %s percent', (text, share) => expect(shareOf(text)).toBe(share));
  it.each(['0', '101', 'half'])('a share of "%s" is refused', (text) => expect(() => shareOf(text)).toThrow(/above 0 and up to 100/));

  it('publishes nowhere by itself', () => expect(config.publish).toBeNull());
});

describe('the parts of a package', () => {
  it.each([
    ['resources/app.asar', 'the app itself: main, worker, page'],
    ['resources/app.asar.unpacked/node_modules/onnxruntime-node/bin/x.node', 'onnxruntime, this target only'],
    ['resources/bin/linux-x64/programs/ffmpeg', 'ffmpeg and ffprobe'],
    ['resources/bin/linux-x64/redis-server', 'Redis server'],
    ['Contents/Resources/models/models.json', 'number readers (PP-OCRv4, our jersey net)'],
    ['libffmpeg.so', 'Electron: Chromium, Node, graphics'],
  ])('%s counts as %s', (file, part) => expect(partOf(file)).toBe(part));

  it('of a program taken from the system are its libraries, but never the C library, the loader or graphics drivers', () => {
    const ldd = '\tlinux-vdso.so.1 (0x0)\n\tlibatomic.so.1 => /lib/libatomic.so.1 (0x0)\n\tlibc.so.6 => /lib/libc.so.6 (0x0)\n\tlibGL.so.1 => /lib/libGL.so.1 (0x0)\n\tlibx264.so.164 => /lib/libx264.so.164 (0x0)\n\t/lib64/ld-linux-x86-64.so.2 (0x0)\n';
    expect(namedLibraries(ldd)).toEqual(['/lib/libatomic.so.1', '/lib/libx264.so.164']);
  });

  it('the icon is drawn the same each time', () => expect(iconPng(32).equals(iconPng(32))).toBe(true));
});
