/** A file that is there whole or not at all. */
import { renameSync, writeFileSync } from 'node:fs';
import process from 'node:process';

export function writeAtomically(file: string, content: Uint8Array | string): void {
  const temporary = `${file}.${process.pid}.part`;
  writeFileSync(temporary, content);
  renameSync(temporary, file);
}
