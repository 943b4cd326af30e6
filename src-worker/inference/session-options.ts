/** How every model is loaded. */
import type { InferenceSession } from 'onnxruntime-node';

/** Spinning is off: the default pool collapses beside any other busy process (19.5 instead of 36.5 frames a second, measured). */
export function sessionOptions(threads: number): InferenceSession.SessionOptions {
  return {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    extra: { session: { intra_op: { allow_spinning: '0' }, inter_op: { allow_spinning: '0' } } },
  };
}
