/**
 * `npm run evaluate`: what the product finds, held against scenes whose truth is known. See docs/accuracy.md.
 * Not a test: it has no thresholds, it reports.
 */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { toPlainError } from '../src-shared/app-error.ts';
import { silentLogger } from '../src-shared/logger.ts';
import { findTools } from '../src-worker/control/find-tools.ts';
import { closeInference } from '../src-worker/inference/inference-client.ts';
import type { StageContext } from '../src-worker/pipeline/stage.ts';
import { readArguments, usage, type EvaluateOptions } from './evaluate/arguments.ts';
import { scoreAssociation } from './evaluate/association.ts';
import { readSequences } from './evaluate/detections-folder.ts';
import { evaluateScene } from './evaluate/evaluate-scene.ts';
import { toJson, toText, type Report } from './evaluate/report.ts';
import { readScenes } from './evaluate/scene.ts';

const root = findRoot();

try {
  const options = readArguments(process.argv.slice(2));
  if (options.help) process.stdout.write(`${usage}\n`);
  else await evaluate(options);
} catch (error) {
  const { message, next } = toPlainError(error);
  process.stderr.write(`${message}\n${next}\n`);
  process.exitCode = 1;
} finally {
  await closeInference();
}

async function evaluate(options: EvaluateOptions): Promise<void> {
  const stopping = new AbortController();
  process.once('SIGINT', () => stopping.abort());
  process.once('SIGTERM', () => stopping.abort());
  const say = (sentence: string): void => { process.stderr.write(`${sentence}\n`); };
  // With --detections alone no film is looked at.
  const scenes = options.media === null && options.detections !== null ? [] : readScenes(options.media ?? path.join(root, 'resources', 'demo'), options.scene);
  const sequences = options.detections === null ? [] : readSequences(options.detections);
  const ctx = await stageContext(stopping.signal);
  const report: Report = { command: ['npm run evaluate --', ...process.argv.slice(2)].join(' '), scenes: [], detections: [] };
  for (const scene of scenes) {
    say(`${scene.name} …`);
    report.scenes.push(await evaluateScene(scene, {
      cacheFolder: path.join(root, 'artifacts', 'evaluate'), root, from: options.from, association: !options.quick, ablations: options.ablations && !options.quick, explain: options.explain, speed: options.speed,
    }, ctx));
  }
  for (const { name, truth, rows, detected } of sequences) {
    say(`${name} …`);
    report.detections.push({ name, scores: scoreAssociation(truth, rows, { detected }) });
  }
  const json = JSON.stringify(toJson(report), null, 1);
  if (options.report !== null) writeFileSync(options.report, `${json}\n`);
  process.stdout.write(`${options.json ? json : toText(report)}\n`);
}

async function stageContext(signal: AbortSignal): Promise<StageContext> {
  const resourcesDir = process.env['SHIFTCLIPPER_RESOURCES'] ?? path.join(root, 'resources');
  return {
    signal, resourcesDir, log: silentLogger, report: () => undefined, tools: await findTools(resourcesDir, process.env),
    device: process.env['SHIFTCLIPPER_DEVICE'] ?? 'auto', effort: 'all-cores',
  };
}

/** The repository: this file is bundled to dist/tools. */
function findRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json')) && path.dirname(folder) !== folder) folder = path.dirname(folder);
  return folder;
}
