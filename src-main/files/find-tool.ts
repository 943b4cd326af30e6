/** Programs that main itself starts, from the manifest that setup left. Checked by checksum before use. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../src-shared/app-error.ts';
import { ToolsManifest, type ToolName } from '../../src-shared/tools-manifest.ts';

export interface FoundTool {
  path: string;
}

/** @throws AppError `tool-missing` or `tool-damaged` naming the program. */
export async function findTool(resourcesDir: string, name: ToolName): Promise<FoundTool> {
  const folder = resolve(resourcesDir, 'bin', `${process.platform}-${process.arch}`);
  const tool = (await readManifest(resolve(folder, 'tools.json')))?.tools[name];
  if (tool === undefined) return { path: onPath(name) };
  const path = resolve(folder, tool.path);
  if (!existsSync(path)) throw new AppError('tool-missing', `${name} must be at ${path}; there is none`);
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
function onPath(name: ToolName): string {
  const folders = (process.env['PATH'] ?? '').split(process.platform === 'win32' ? ';' : ':');
  const endings = process.platform === 'win32' ? ['.exe', ''] : [''];
  const found = folders.flatMap((folder) => endings.map((ending) => resolve(folder, name + ending))).find((path) => existsSync(path));
  if (found === undefined) throw new AppError('tool-missing', `${name} was found neither among the app's tools nor on this machine${name === 'redis-server' ? ' (REDIS_URL may name one elsewhere)' : ''}`);
  return found;
}
