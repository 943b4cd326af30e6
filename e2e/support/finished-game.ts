/**
 * The demo game, analysed once for red 17 by the command line; tests that begin behind the analysis each get a copy of its job folder.
 * Kept between runs as long as the build is the same one.
 */
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprintOf } from '../../src-main/media/fingerprint.ts';
import { jobFiles } from '../../src-shared/contract/artifacts.ts';
import { runCommandLine } from './command-line.ts';
import { demoVideo, red17 } from './demo-game.ts';
import { root } from './paths.ts';

/** On a busy machine with two cores. */
export const makingFinishedGameMs = 420_000;

const shelf = join(root, 'test-results', 'finished-game');

export async function makeFinishedGame(): Promise<void> {
  const folder = folderOfThisBuild();
  if (existsSync(folder)) return;
  await rm(shelf, { recursive: true, force: true });
  const making = `${folder}.making`;
  await mkdir(making, { recursive: true });
  const { color, click } = red17;
  const end = await runCommandLine(
    ['analyse', demoVideo, '--number', red17.number, '--jersey-color', color, '--click', `${click.timeSeconds},${click.x},${click.y}`, '--out', join(making, 'out'), '--json'], making);
  if (end.code !== 0) throw new Error(`the demo game could not be analysed (code ${end.code}): ${end.stderr}`);
  await rename(making, folder);
}

export async function copyFinishedGame(jobsDir: string): Promise<void> {
  await cp(join(folderOfThisBuild(), 'jobs'), jobsDir, { recursive: true, preserveTimestamps: true });
}

/** Another file with the same pictures takes the place of the finished game's video, as after a relink. */
export async function replaceVideo(jobsDir: string, videoPath: string): Promise<void> {
  const file = join(jobsDir, await finishedJobId(jobsDir), jobFiles.record);
  const record = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  await writeFile(file, JSON.stringify({ ...record, videoPath, fingerprint: await fingerprintOf(videoPath) }));
}

/** @returns the job's id in a folder that copyFinishedGame filled */
export async function finishedJobId(jobsDir: string): Promise<string> {
  const [jobId] = (await readdir(jobsDir)).filter((name) => /^[0-9a-z]{26}$/.test(name));
  if (jobId === undefined) throw new Error(`${jobsDir} holds no job`);
  return jobId;
}

function folderOfThisBuild(): string {
  return join(shelf, readFileSync(join(root, 'dist', 'built-from.txt'), 'utf8').trim().slice(0, 20));
}
