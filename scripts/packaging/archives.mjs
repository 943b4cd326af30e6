/** The packages made of the unpacked app. Filled in by target below; what this machine can not make is said with the command that makes it. */
import { say } from '../lib/say.mjs';

/** @param {string} _folder @param {number} _epoch @returns {Promise<number>} */
export async function makeArchives(_folder, _epoch) {
  say('archives: not yet');
  return 1;
}
