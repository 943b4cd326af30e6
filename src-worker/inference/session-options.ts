/** How every model is loaded. */
import type { InferenceSession } from 'onnxruntime-node';

/** As the user knows them (SHIFTCLIPPER_DEVICE) → as onnxruntime does. */
const providerOfDevice: Record<string, string> = { cuda: 'cuda', tensorrt: 'tensorrt', directml: 'dml', coreml: 'coreml', webgpu: 'webgpu' };

/**
 * What to try beside the CPU, in order of preference. TensorRT builds its engine for minutes, so only who asks for it gets it.
 * @param device `auto`, `cpu` or one by name. @param built what this build of onnxruntime has.
 */
export function providersToTry(device: string, built: readonly string[]): { providers: string[]; required: string | null } {
  if (device === 'cpu') return { providers: [], required: 'cpu' };
  const named = providerOfDevice[device];
  if (named !== undefined) return { providers: [named], required: named };
  return { providers: ['cuda', 'coreml', 'dml', 'webgpu'].filter((provider) => built.includes(provider)), required: null };
}

/**
 * One thread: more cores are used by more processes, and the same chunk gives the same bytes however many there are.
 * Spinning is off: the default pool collapses beside any other busy process (19.5 instead of 36.5 frames a second, measured).
 */
export function sessionOptions(provider = 'cpu'): InferenceSession.SessionOptions {
  return {
    executionProviders: [provider],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3, // what fails is thrown; the library's own words would only repeat it
    extra: { session: { intra_op: { allow_spinning: '0' }, inter_op: { allow_spinning: '0' } } },
  };
}
