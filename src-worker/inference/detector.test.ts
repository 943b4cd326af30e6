import * as ort from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { createDetector, type OpenSession } from './detector.ts';
import { inputShapes } from './input-shape.ts';

const shapes = inputShapes(64, 64);
const input = new Uint8Array(3 * shapes.fine.canvasWidth * shapes.fine.canvasHeight);

/** A session that finds nobody; on `provider` it fails from run `failsAt` on. */
function sessions(provider: string, failsAt: number): { open: OpenSession; opened: string[] } {
  const opened: string[] = [];
  let runs = 0;
  const open: OpenSession = async (_file, on, { canvasWidth, canvasHeight }) => {
    opened.push(on);
    return {
      async run() {
        runs += 1;
        if (on === provider && runs >= failsAt) throw new Error('device lost\nat some place');
        const heads = [8, 16, 32].flatMap((stride, i) => {
          const [h, w] = [canvasHeight / stride, canvasWidth / stride];
          return [[`box${i}`, new ort.Tensor('float32', new Float32Array(64 * h * w), [1, 64, h, w])], [`score${i}`, new ort.Tensor('float32', new Float32Array(h * w).fill(-9), [1, 1, h, w])]];
        });
        const [h, w] = [canvasHeight / 8, canvasWidth / 8];
        return Object.fromEntries([...heads, ['features', new ort.Tensor('float32', new Float32Array(64 * h * w), [1, 64, h, w])]]) as ort.InferenceSession.OnnxValueMapType;
      },
      async release() { /* nothing is held */ },
    };
  };
  return { open, opened };
}

describe('a detector whose device fails', () => {
  it('goes on with the CPU from that picture on, and says so once', async () => {
    const said: string[] = [];
    const { open, opened } = sessions('cuda', 2);
    const detector = createDetector({ file: 'any', featureChannels: 64, provider: 'cuda' }, shapes, (why) => said.push(why), open);
    for (let i = 0; i < 4; i += 1) expect((await detector.detect(input, true)).boxes).toHaveLength(0);
    expect(said).toEqual(['cuda failed and the CPU took over: device lost']);
    expect(opened).toEqual(['cuda', 'cpu']);
  });

  it('starts with the device again in the next run', async () => {
    const { open, opened } = sessions('none', 99);
    await createDetector({ file: 'any', featureChannels: 64, provider: 'cuda' }, shapes, () => undefined, open).detect(input, false);
    expect(opened).toEqual(['cuda']);
  });

  it('fails when the CPU itself fails', async () => {
    const { open } = sessions('cpu', 1);
    await expect(createDetector({ file: 'any', featureChannels: 64, provider: 'cpu' }, shapes, () => undefined, open).detect(input, true)).rejects.toThrow('device lost');
  });
});
