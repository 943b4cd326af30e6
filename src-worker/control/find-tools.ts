/** The programs of this machine, checked by checksum once per process and named when one is missing or damaged. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../src-shared/app-error.ts';
import { ToolsManifest, type ToolName } from '../../src-shared/tools-manifest.ts';
import type { ToolPaths } from '../pipeline/stage.ts';

/** `FFMPEG_BIN` and `FFPROBE_BIN` come first: the user's word.
 *  @throws AppError `tool-missing` or `tool-damaged`. */
export async function findTools(resourcesDir: string, env: Record<string, string | undefined>): Promise<ToolPaths> {
  const folder = resolve(resourcesDir, 'bin', `${process.platform}-${process.arch}`);
  const manifest = await readManifest(join(folder, 'tools.json'));
  const [ffmpeg, ffprobe] = await Promise.all([
    findTool('ffmpeg', env['FFMPEG_BIN'], folder, manifest, env),
    findTool('ffprobe', env['FFPROBE_BIN'], folder, manifest, env),
  ]);
  return { ffmpeg, ffprobe, env: {} };
}

async function findTool(name: ToolName, wanted: string | undefined, folder: string, manifest: ToolsManifest | null, env: Record<string, string | undefined>): Promise<string> {
  if (wanted !== undefined && wanted !== '') return wanted;
  const tool = manifest?.tools[name];
  if (tool === undefined) return onPath(name, env);
  const path = resolve(folder, tool.path);
  if (!(await exists(path))) throw new AppError('tool-missing', `${name} must be at ${path}; there is none`);
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  if (hash.digest('hex') !== tool.sha256) throw new AppError('tool-damaged', `${name} at ${path} has another checksum than when it was set up`);
  return path;
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
async function onPath(name: string, env: Record<string, string | undefined>): Promise<string> {
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    for (const ending of process.platform === 'win32' ? ['.exe'] : ['']) {
      const path = join(folder, name + ending);
      if (await exists(path)) return path;
    }
  }
  throw new AppError('tool-missing', `${name} was found neither among the app's tools nor on this machine`);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(() => true, () => false);
}
