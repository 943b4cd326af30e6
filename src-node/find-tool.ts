/** The programs that are not ours (ffmpeg, ffprobe, Redis): where they are, checked by checksum, and named when one is missing or damaged. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../src-shared/app-error.ts';
import { ToolsManifest, type ToolName } from '../src-shared/tools-manifest.ts';

export interface FoundTool {
  /** Absolute, unless the user named another. */
  path: string;
}

type Environment = Record<string, string | undefined>;

/** The user's word comes before what setup brought, and that before whatever is on the path. */
const namedBy: Partial<Record<ToolName, string>> = { ffmpeg: 'FFMPEG_BIN', ffprobe: 'FFPROBE_BIN' };

/** @throws AppError `tool-missing` or `tool-damaged` naming the program. */
export async function findTool(resourcesDir: string, name: ToolName, env: Environment = process.env): Promise<FoundTool> {
  const wanted = env[namedBy[name] ?? ''];
  if (wanted !== undefined && wanted !== '') return { path: wanted };
  const folder = resolve(resourcesDir, 'bin', `${process.platform}-${process.arch}`);
  const tool = (await readManifest(join(folder, 'tools.json')))?.tools[name];
  if (tool === undefined) return { path: await onPath(name, env) };
  const path = resolve(folder, tool.path);
  if (!(await exists(path))) throw new AppError('tool-missing', `${name} must be at ${path}; there is none`);
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  if (hash.digest('hex') !== tool.sha256) throw new AppError('tool-damaged', `${name} at ${path} has another checksum than when it was set up`);
  return { path };
}

async function readManifest(path: string): Promise<ToolsManifest | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return ToolsManifest.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('tool-damaged', `${path} is not a list of tools`, { cause });
  }
}

/** A development machine without setup: whatever is installed. */
async function onPath(name: ToolName, env: Environment): Promise<string> {
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    const path = resolve(folder, process.platform === 'win32' ? `${name}.exe` : name);
    if (folder !== '' && (await exists(path))) return path;
  }
  throw new AppError('tool-missing', `${name} was found neither among the app's tools nor on this machine${name === 'redis-server' ? ' (REDIS_URL may name one elsewhere)' : ''}`);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(() => true, () => false);
}
