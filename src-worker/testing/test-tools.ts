/** The ffmpeg that tests use: FFMPEG_BIN / FFPROBE_BIN, else the one on the path. Not how the product finds its programs. */
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { silentLogger } from '../../src-shared/logger.ts';
import type { StageContext, ToolPaths } from '../pipeline/stage.ts';

export function testTools(): ToolPaths {
  return { ffmpeg: process.env['FFMPEG_BIN'] ?? 'ffmpeg', ffprobe: process.env['FFPROBE_BIN'] ?? 'ffprobe', env: {} };
}

/** A stage's context that reports to nobody. */
export function testContext(changes: Partial<StageContext> = {}): StageContext {
  return {
    signal: new AbortController().signal, log: silentLogger, report: () => undefined,
    tools: testTools(), resourcesDir: process.env['SHIFTCLIPPER_RESOURCES'] ?? 'resources', device: 'cpu', effort: 'stay-responsive',
    ...changes,
  };
}

export function testFolder(name: string): string {
  return mkdtempSync(path.join(os.tmpdir(), `shiftclipper-${name}-`));
}
