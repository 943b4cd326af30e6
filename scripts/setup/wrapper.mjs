/** Small shell programs that start an unpacked program with the libraries that were unpacked with it. Linux only. */
import fs from 'node:fs';
import path from 'node:path';
import { writeAtomically } from '../lib/checksum.mjs';
import { toolsFolder } from '../lib/paths.mjs';

/**
 * Whoever starts the wrapper need not know of the libraries; `exec` keeps the process id, so it can be ended like the program itself.
 * @param {string} name of the wrapper in the tools folder
 * @param {string} program from the tools folder
 * @param {readonly string[]} libraries folders from the tools folder
 */
export function writeWrapper(name, program, libraries) {
  const file = path.join(toolsFolder, name);
  fs.rmSync(file, { force: true }); // a link of an earlier setup must not be written through
  writeAtomically(file, wrapperText(program, libraries));
  fs.chmodSync(file, 0o755);
}

/** @param {string} program @param {readonly string[]} libraries @returns {string} */
export function wrapperText(program, libraries) {
  const paths = libraries.map((folder) => `$here/${folder}`).join(':');
  return [
    '#!/bin/sh',
    '# Written by setup.',
    'here=$(dirname "$(readlink -f "$0")")',
    `LD_LIBRARY_PATH="${paths}\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"`,
    'export LD_LIBRARY_PATH',
    `exec "$here/${program}" "$@"`,
    '',
  ].join('\n');
}
