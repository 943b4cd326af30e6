/** The time that a package states for its files: the last commit's, so that two builds of one source are the same bytes. */
import { root } from '../lib/paths.mjs';
import { run } from '../lib/run-process.mjs';

/** @returns {Promise<number>} seconds since 1970; `SOURCE_DATE_EPOCH` when set, 1980 where there is no history */
export async function sourceDate() {
  const set = process.env['SOURCE_DATE_EPOCH'];
  if (set && /^\d+$/.test(set)) return Number(set);
  const { code, stdout } = await run('git', ['log', '-1', '--format=%ct'], { cwd: root, output: 'capture' });
  return code === 0 && /^\d+/.test(stdout) ? Number.parseInt(stdout, 10) : 315_532_800;
}
