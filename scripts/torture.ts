/**
 * `npm run torture`: a queue of short jobs whose processes are killed at random, one a round: worker, Redis, main, ffmpeg.
 * After each kill every job must end as its history demands, with the outputs of an undisturbed run, leaving no file and no process behind.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { AppError, toPlainError } from '../src-shared/app-error.ts';
import { createRandom } from './evaluate/random.ts';
import { makeCases } from './torture/cases.ts';
import { beMain, MainProcess } from './torture/main-process.ts';
import { isOurs, listProcesses } from './torture/processes.ts';
import { emptyTally, toText, type Tally } from './torture/report.ts';
import { Round, undisturbed, victims, type Victim } from './torture/round.ts';

const usage = `npm run torture -- [options]
  --kills N   how many processes are killed (default 30)
  --seed N    the same seed kills the same kinds at the same delays (default 1)
  --only K    kills nothing but worker, main, ffmpeg or redis
  --json      prints {kills, lost, duplicated, wrongState, leftovers} and nothing else on standard output`;

if (process.argv[2] === '--as-main') await beMain();
else await run();

async function run(): Promise<void> {
  try {
    const { kills, seed, json, help, kinds } = readArguments(process.argv.slice(2));
    if (help) { process.stdout.write(`${usage}\n`); return; }
    const tally = await torture(kills, seed, kinds, (sentence) => process.stderr.write(`${sentence}\n`));
    const { lost, duplicated, wrongState, leftovers } = tally;
    process.stdout.write(json ? `${JSON.stringify({ kills: tally.kills, lost, duplicated, wrongState, leftovers })}\n` : toText(tally));
    process.exitCode = lost + duplicated + wrongState + leftovers === 0 ? 0 : 1;
  } catch (error) {
    const { message, next } = toPlainError(error);
    process.stderr.write(`${message}\n${next}\n${error instanceof Error && !(error instanceof AppError) ? `${error.stack}\n` : ''}`);
    process.exitCode = 2;
  }
}

async function torture(kills: number, seed: number, kinds: readonly Victim[], say: (sentence: string) => void): Promise<Tally> {
  const root = await mkdtemp(join(tmpdir(), 'sc-torture-'));
  const main = new MainProcess(join(root, 'data'));
  const onSignal = (): void => { main.kill(); process.exit(130); };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const random = createRandom(seed);
  const tally = emptyTally();
  try {
    const cases = await makeCases(join(root, 'videos'));
    await main.start();
    const expected = await undisturbed(main, cases);
    say(`undisturbed: ${[...expected.outcomes.values()].join(', ')} in ${(expected.milliseconds / 1000).toFixed(1)} s`);
    for (let kill = 0; kill < kills; kill += 1) {
      const victim = kinds[kill % kinds.length]!;
      const problems = await new Round(main, cases, expected).go(victim, random.next() * expected.milliseconds);
      tally.take(victim, problems);
      say(`kill ${kill + 1}/${kills}: ${victim}${problems.killed ? '' : ' (none was running)'} ${problems.texts.length === 0 ? 'ok' : problems.texts.join('; ')}`);
    }
    await main.stop();
    const left = listProcesses().filter((one) => isOurs(one, root));
    tally.leave(left.map(({ args }) => `at the end a process is left: ${args}`));
    return tally;
  } finally {
    main.kill();
    if (process.env['SHIFTCLIPPER_TORTURE_KEEP'] === undefined) await rm(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

function readArguments(args: string[]): { kills: number; seed: number; json: boolean; help: boolean; kinds: readonly Victim[] } {
  try {
    const { values } = parseArgs({ args, strict: true, options: {
      kills: { type: 'string', default: '30' }, seed: { type: 'string', default: '1' }, only: { type: 'string' }, json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false },
    } });
    const whole = (name: 'kills' | 'seed'): number => {
      if (!/^\d{1,6}$/.test(values[name])) throw new AppError('invalid-input', `--${name} must be a whole number from 0, got "${values[name]}"`);
      return Number(values[name]);
    };
    const kinds = values.only === undefined ? victims : victims.filter((one) => one === values.only);
    if (kinds.length === 0) throw new AppError('invalid-input', `--only must be ${victims.join(', ')}, got "${values.only}"`);
    return { kills: whole('kills'), seed: whole('seed'), json: values.json, help: values.help, kinds };
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError('invalid-input', `${cause instanceof Error ? cause.message : String(cause)}\n${usage}`, { cause });
  }
}
