/** The programs that stages are given. Finding one is src-node's business. */
import { findTool } from '../../src-node/find-tool.ts';
import type { ToolPaths } from '../pipeline/stage.ts';

/** @throws AppError `tool-missing` or `tool-damaged`. */
export async function findTools(resourcesDir: string, env: Record<string, string | undefined>): Promise<ToolPaths> {
  const [ffmpeg, ffprobe] = await Promise.all([findTool(resourcesDir, 'ffmpeg', env), findTool(resourcesDir, 'ffprobe', env)]);
  return { ffmpeg: ffmpeg.path, ffprobe: ffprobe.path, env: {} };
}
