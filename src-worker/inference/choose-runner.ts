/**
 * Which form of a detector runs on which device: tried on sample pictures on this machine, the fastest that gives the same boxes.
 * Knows nothing of onnxruntime: how a form is opened is given. The full-precision model on the CPU is what all are held against.
 */
import type { RawBox } from './decode-heads.ts';
import { agreementOf } from './compare-boxes.ts';

export interface Runner {
  /** As onnxruntime names it: `cpu`, `cuda`, `coreml` … */
  provider: string;
  precision: 'f32' | 'int8';
}

/** What a trial found; `milliseconds` and `agreement` are null where it could not run. */
export interface Trial extends Runner {
  /** Of one picture, the best of several runs. */
  milliseconds: number | null;
  /** 0–1: F1 of its boxes against the reference's. */
  agreement: number | null;
  /** Why it is used or not, for people. */
  why: string;
}

export interface RunnerChoice extends Runner { trials: Trial[] }

export interface TrialModel {
  detect(picture: number): Promise<RawBox[]>;
  close(): Promise<void>;
}

/** Another form must be at least this much faster, or it is not worth its difference. */
export const LEAST_SPEEDUP = 1.3;
/** Rounded models find nearly the same people; other devices must find the same ones. */
export const LEAST_AGREEMENT: Record<Runner['precision'], number> = { int8: 0.9, f32: 0.98 };
const RUNS = 4;

const REFERENCE: Runner = { provider: 'cpu', precision: 'f32' };

/**
 * @param candidates besides the reference, in order of preference.
 * @param required provider that the user asked for by name: taken when it runs and agrees, however slow.
 * @throws what opening or running the reference throws.
 */
export async function chooseRunner(given: {
  candidates: readonly Runner[];
  required: string | null;
  pictures: number;
  open: (runner: Runner) => Promise<TrialModel>;
  /** Milliseconds that tell how long this one took: of the CPU where it runs there, so that a busy machine chooses like a quiet one. */
  clock: (runner: Runner) => number;
}): Promise<RunnerChoice> {
  const reference = await tryOut(REFERENCE, given);
  const trials: Trial[] = [{ ...REFERENCE, milliseconds: reference.milliseconds, agreement: 1, why: 'the reference' }];
  let best = trials[0]!;
  for (const runner of given.candidates) {
    const trial = await judged(runner, reference, given);
    trials.push(trial);
    if (trial.why !== '') continue;
    const wanted = runner.provider === given.required;
    if (best.provider === given.required && !wanted) trial.why = `${given.required} was asked for`;
    else if (trial.milliseconds! < best.milliseconds! || (wanted && best.provider !== given.required)) best = trial;
  }
  for (const trial of trials) if (trial !== best && trial.why === '') trial.why = `slower than ${best.provider} ${best.precision}`;
  best.why = best === trials[0] ? 'nothing else was faster and gave the same boxes' : `${(reference.milliseconds / best.milliseconds!).toFixed(1)} times as fast`;
  return { provider: best.provider, precision: best.precision, trials };
}

type Given = Parameters<typeof chooseRunner>[0];
interface TriedOut { milliseconds: number; boxes: RawBox[][] }

/** An empty `why`: fit to be chosen. */
async function judged(runner: Runner, reference: TriedOut, given: Given): Promise<Trial> {
  let found: TriedOut;
  try {
    found = await tryOut(runner, given);
  } catch (error) {
    return { ...runner, milliseconds: null, agreement: null, why: `it does not run here: ${firstLine(error)}` };
  }
  const agreement = agreementOf(reference.boxes, found.boxes);
  const speedup = reference.milliseconds / found.milliseconds;
  const why = agreement < LEAST_AGREEMENT[runner.precision] ? `its boxes agree only by ${agreement.toFixed(2)}`
    : speedup < LEAST_SPEEDUP && runner.provider !== given.required ? `only ${speedup.toFixed(1)} times as fast` : '';
  return { ...runner, milliseconds: found.milliseconds, agreement, why };
}

async function tryOut(runner: Runner, { open, pictures, clock }: Given): Promise<TriedOut> {
  const model = await open(runner);
  try {
    const boxes: RawBox[][] = [];
    for (let picture = 0; picture < pictures; picture += 1) boxes.push(await model.detect(picture)); // warms up, too
    let milliseconds = Infinity;
    for (let run = 0; run < RUNS; run += 1) {
      const began = clock(runner);
      await model.detect(run % pictures);
      milliseconds = Math.min(milliseconds, clock(runner) - began);
    }
    return { milliseconds, boxes };
  } finally {
    await model.close();
  }
}

/** Of a library's many words the first sentence that is not a place in its sources. */
function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] ?? '').replace(/^\S*\/onnxruntime_src\S* .*?false\. /, '').slice(0, 200);
}
