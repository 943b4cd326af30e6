/**
 * Which number reader is right how often, on the same crops cut by the truth of scenes: each alone and heard together.
 *   node dist/tools/compare-readers.mjs MEDIA_FOLDER
 * Boxes are shaken by 6 % as a detector's are. Only persons with a number that the truth calls readable at that moment count as legible.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { findTool } from '../src-node/find-tool.ts';
import { NUMBER_CROP_BYTES, READER_BYTES } from '../src-worker/inference/inference-messages.ts';
import { jerseyTexts } from '../src-worker/inference/ctc-digits.ts';
import { createDigitReader } from '../src-worker/inference/digit-reader.ts';
import type { Picture } from '../src-worker/inference/frame-ring.ts';
import { poolReadings } from '../src-worker/inference/number-reader.ts';
import { createShirtReader } from '../src-worker/inference/shirt-reader.ts';
import { numberCrop } from '../src-worker/observe/evidence/number-crops.ts';
import { rowsByFrame } from './evaluate/mot-file.ts';
import { readScenes, type Scene } from './evaluate/scene.ts';
import { createRandom } from './evaluate/random.ts';

interface Crop { pixels: Uint8Array; /** Empty: no number can be read. */ truth: string }

const everyNthFrame = 6;
const leastVisible = 0.7;
const leastHeight = 36;

const [mediaFolder] = process.argv.slice(2);
if (mediaFolder === undefined) {
  console.error('usage: compare-readers MEDIA_FOLDER');
  process.exit(2);
}
const models = path.join(process.env['SHIFTCLIPPER_RESOURCES'] ?? 'resources', 'models');
const keys = readFileSync(path.join(models, 'ppocr-keys-v1.txt'), 'utf8').split(/\r?\n/);
const textReader = await createDigitReader(path.join(models, 'ppocrv4-rec.onnx'), [0, ...Array.from({ length: 10 }, (_, digit) => keys.indexOf(String(digit)) + 1)]);
const shirtReader = await createShirtReader(process.env['SHIRT_READER'] ?? path.join(models, 'shirt-reader.onnx'));

for (const scene of readScenes(mediaFolder)) {
  if (scene.boxes === null || scene.video === null) continue;
  const crops = await cropsOf(scene);
  const texts: Float32Array[] = [];
  const shirts: Float32Array[] = [];
  for (const { pixels } of crops) {
    texts.push(await textReader.read(pixels.subarray(0, READER_BYTES), 1));
    shirts.push(await shirtReader.read(pixels.subarray(READER_BYTES, NUMBER_CROP_BYTES), 1));
  }
  const legible = crops.filter(({ truth }) => truth !== '').length;
  console.log(`\n${scene.name}: ${crops.length} crops, ${legible} legible`);
  console.log('reader        exact   ≥0.5 answered/right   ≥0.8 answered/right   said something ≥0.8 of the others');
  const readers: [string, Float32Array[]][] = [['text', texts], ['shirt', shirts]];
  for (const weights of [{ first: 0.5, second: 0.5 }, { first: 0.8, second: 0.5 }, { first: 0.9, second: 0.7 }, { first: 1.1, second: 0.6 }]) {
    readers.push([`${weights.first} + ${weights.second}`, shirts.map((shirt, i) => poolReadings(shirt, texts[i]!, weights))]);
  }
  for (const [reader, answers] of readers) console.log(`${reader.padEnd(12)} ${row(crops, answers)}`);
}

function row(crops: readonly Crop[], answers: readonly Float32Array[]): string {
  const said = answers.map((row) => {
    const numbers = row.slice(1);
    const best = Math.max(...numbers);
    return { text: row[0]! > best ? '' : jerseyTexts[numbers.indexOf(best) + 1]!, probability: best };
  });
  const pairs = crops.map(({ truth }, i) => ({ truth, ...said[i]! }));
  const legible = pairs.filter(({ truth }) => truth !== '');
  const at = (level: number): string => {
    const answered = legible.filter(({ probability }) => probability >= level);
    return `${share(answered.length, legible.length)} / ${share(answered.filter(({ text, truth }) => text === truth).length, answered.length)}`;
  };
  const others = pairs.filter(({ truth }) => truth === '');
  const exact = share(legible.filter(({ text, truth }) => text === truth).length, legible.length);
  return `${exact}   ${at(0.5).padEnd(19)}   ${at(0.8).padEnd(19)}   ${share(others.filter(({ probability }) => probability >= 0.8).length, others.length)}`;
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : (part / whole).toFixed(3);
}

async function cropsOf({ truth, boxes, video }: Scene): Promise<Crop[]> {
  const { width, height, fps } = truth;
  const bytes = (width * height * 3) / 2;
  const random = createRandom(5);
  const byFrame = rowsByFrame(boxes ?? []);
  const crops: Crop[] = [];
  const { path: program } = await findTool(process.env['SHIFTCLIPPER_RESOURCES'] ?? path.resolve('resources'), 'ffmpeg');
  const ffmpeg = spawn(program, ['-v', 'error', '-i', video!, '-f', 'rawvideo', '-pix_fmt', 'yuv420p', 'pipe:1'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let rest = Buffer.alloc(0);
  let frame = 0;
  for await (const part of ffmpeg.stdout) {
    rest = Buffer.concat([rest, part as Buffer]);
    for (; rest.length >= bytes; rest = rest.subarray(bytes), frame += 1) {
      const time = frame / fps;
      if (frame % everyNthFrame !== 0 || truth.cutaways.some(({ at, until }) => time >= at && time < until)) continue;
      const picture = pictureOf(rest.subarray(0, bytes), width, height);
      for (const box of byFrame[frame] ?? []) {
        const player = truth.players.find(({ id }) => id === box.id);
        if (player === undefined || box.visibility < leastVisible || box.h < leastHeight) continue;
        const near = (margin: number): boolean => player.readable.some(({ start, end }) => time >= start - margin && time <= end + margin);
        const readable = near(-0.05);
        if (!readable && near(0.4)) continue; // half turned: neither right nor wrong to read
        const shaken = { x: (box.x + random.normal() * 0.06 * box.w) / width, y: (box.y + random.normal() * 0.03 * box.h) / height, w: (box.w * (1 + random.normal() * 0.06)) / width, h: (box.h * (1 + random.normal() * 0.05)) / height };
        crops.push({ pixels: numberCrop(picture, shaken), truth: readable ? player.number : '' });
      }
    }
  }
  return crops;
}

function pictureOf(bytes: Uint8Array, width: number, height: number): Picture {
  const luma = width * height;
  const copy = Uint8Array.from(bytes);
  return { width, height, bytes: copy, y: copy.subarray(0, luma), u: copy.subarray(luma, luma * 1.25), v: copy.subarray(luma * 1.25) };
}
