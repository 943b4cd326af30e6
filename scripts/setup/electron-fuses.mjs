/** Electron's fuses: switches burnt into the executable as one byte each behind a known mark. */
import fs from 'node:fs';

const MARK = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
/** In the order of the wire, version 1. */
export const FUSES = /** @type {const} */ ([
  'RunAsNode',
  'EnableCookieEncryption',
  'EnableNodeOptionsEnvironmentVariable',
  'EnableNodeCliInspectArguments',
  'EnableEmbeddedAsarIntegrityValidation',
  'OnlyLoadAppFromAsar',
  'LoadBrowserProcessSpecificV8Snapshot',
  'GrantFileProtocolExtraPrivileges',
]);

/**
 * @param {string} executable changed in place
 * @param {Partial<Record<typeof FUSES[number], boolean>>} wanted
 */
export function flipFuses(executable, wanted) {
  const wire = findWire(fs.readFileSync(executable));
  const descriptor = fs.openSync(executable, 'r+');
  for (const [fuse, on] of Object.entries(wanted)) {
    const position = FUSES.indexOf(/** @type {typeof FUSES[number]} */ (fuse));
    fs.writeSync(descriptor, on ? '1' : '0', wire + position);
  }
  fs.closeSync(descriptor);
}

/** @param {Buffer} program @returns {number} offset of the first fuse; throws when the wire is not as known */
export function findWire(program) {
  const at = program.indexOf(MARK);
  if (at < 0 || program.indexOf(MARK, at + 1) >= 0) throw new Error('the fuse mark must stand in the executable exactly once');
  const start = at + MARK.length;
  const version = program[start];
  const count = program[start + 1] ?? 0;
  if (version !== 1 || count < FUSES.length) throw new Error(`fuse wire version ${version} with ${count} fuses is not known`);
  return start + 2;
}
