/**
 * `npm run torture`: a queue of short jobs whose processes are killed at random, one a round: worker, Redis, main, ffmpeg.
 * After each kill every job must end as its history demands, with the outputs of an undisturbed run, leaving no file and no process behind.
 */
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { AppError, toPlainError } from '../src-shared/app-error.ts';
import { createRandom } from './evaluate/random.ts';
import { cancelAll, cancelTable, isGood } from './torture/cancels.ts';
import { makeCases, type Case } from './torture/cases.ts';
import { beMain, MainProcess } from './torture/main-process.ts';
import { isOurs, listProcesses } from './torture/processes.ts';
import { emptyTally, toText } from './torture/report.ts';
import { Round, undisturbed, victims, type Victim } from './torture/round.ts';

const usage = `npm run torture -- [options]
  --kills N   how many processes are killed (default 30)
  --seed N    the same seed kills the same kinds at the same delays (default 1)
  --only K    kills nothing but worker, main, ffmpeg or redis
  --cancels N cancels N times in each stage instead, and tells how long each took
  --json      prints {kills, lost, duplicated, wrongState, leftovers} and nothing else on standard output`;

if (process.argv[2] === '--as-main') await beMain();
else await run();

async function run(): Promise<void> {
  try {
    const wish = readArguments(process.argv.slice(2));
    if (wish.help) process.stdout.write(`${usage}\n`);
    else if (wish.cancels > 0) await cancels(wish.cancels, wish.json);
    else await kills(wish);
  } catch (error) {
    const { message, next } = toPlainError(error);
    process.stderr.write(`${message}\n${next}\n${error instanceof Error && !(error instanceof AppError) ? `${error.stack}\n` : ''}`);
    process.exitCode = 2;
  }
}

async function kills({ kills: count, seed, kinds, json }: Wish): Promise<void> {
  const tally = emptyTally();
  await withMain(async (main, root, cases) => {
    const random = createRandom(seed);
    const expected = await undisturbed(main, cases);
    say(`undisturbed: ${[...expected.outcomes.values()].join(', ')} in ${(expected.milliseconds / 1000).toFixed(1)} s`);
    // A round whose victim was not running at that moment is no kill, and another takes its place.
    for (let round = 0; tally.kills < count && round < 2 * count; round += 1) {
      const victim = kinds[round % kinds.length]!;
      const problems = await new Round(main, cases, expected).go(victim, random.next() * expected.milliseconds);
      tally.take(victim, problems);
      say(`kill ${tally.kills}/${count}: ${victim}${problems.killed ? '' : ' (none was running)'} ${problems.texts.length === 0 ? 'ok' : problems.texts.join('; ')}`);
    }
    await main.stop();
    const left = listProcesses().filter((one) => isOurs(one, root));
    tally.leave(left.map(({ args }) => `at the end a process is left: ${args}`));
  });
  const { lost, duplicated, wrongState, leftovers } = tally;
  process.stdout.write(json ? `${JSON.stringify({ kills: tally.kills, lost, duplicated, wrongState, leftovers })}\n` : toText(tally));
  process.exitCode = lost + duplicated + wrongState + leftovers === 0 ? 0 : 1;
}

async function cancels(times: number, json: boolean): Promise<void> {
  const results = await withMain((main, _, cases) => cancelAll(main, cases[0]!, times, say));
  process.stdout.write(json ? `${JSON.stringify(results)}\n` : `${cancelTable(results)}\n`);
  process.exitCode = results.every(isGood) ? 0 : 1;
}

/** A main process in a folder of its own; both are gone afterwards, whatever happens. */
async function withMain<Result>(work: (main: MainProcess, root: string, cases: Case[]) => Promise<Result>): Promise<Result> {
  const root = await mkdtemp(join(tmpdir(), 'sc-torture-'));
  const main = new MainProcess(join(root, 'data'));
  const clear = (): void => {
    main.kill();
    if (process.env['SHIFTCLIPPER_TORTURE_KEEP'] === undefined) rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  const onSignal = (): void => { clear(); process.exit(130); };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    const cases = await makeCases(join(root, 'videos'));
    await main.start();
    const result = await work(main, root, cases);
    await main.stop();
    return result;
  } finally {
    clear();
  }
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

interface Wish { kills: number; cancels: number; seed: number; json: boolean; help: boolean; kinds: readonly Victim[] }

function readArguments(args: string[]): Wish {
  try {
    const { values } = parseArgs({ args, strict: true, options: {
      kills: { type: 'string', default: '30' }, cancels: { type: 'string', default: '0' }, seed: { type: 'string', default: '1' }, only: { type: 'string' }, json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false },
    } });
    const whole = (name: 'kills' | 'cancels' | 'seed'): number => {
      if (!/^\d{1,6}$/.test(values[name])) throw new AppError('invalid-input', `--${name} must be a whole number from 0, got "${values[name]}"`);
      return Number(values[name]);
    };
    const kinds = values.only === undefined ? victims : victims.filter((one) => one === values.only);
    if (kinds.length === 0) throw new AppError('invalid-input', `--only must be ${victims.join(', ')}, got "${values.only}"`);
    return { kills: whole('kills'), cancels: whole('cancels'), seed: whole('seed'), json: values.json, help: values.help, kinds };
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError('invalid-input', `${cause instanceof Error ? cause.message : String(cause)}\n${usage}`, { cause });
  }
}
