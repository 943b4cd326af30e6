/**
 * `resources/bin/<platform>-<arch>/tools.json`: which programs the app uses, where they lie and what they must be.
 * The app reads it through src-shared/tools-manifest.ts; this is the only writer.
 */
import fs from 'node:fs';
import path from 'node:path';
import { hasChecksum, sha256OfFile, writeAtomically } from '../lib/checksum.mjs';
import { toolsFolder } from '../lib/paths.mjs';
import { run } from '../lib/run-process.mjs';

/**
 * @typedef {'ffmpeg' | 'ffprobe' | 'redis-server' | 'electron'} ToolName
 * @typedef {object} Tool
 * @property {string} path absolute, or relative to the folder of tools.json
 * @property {string} version
 * @property {string} sha256 of the file that `path` leads to
 * @property {string} source in words
 */

const manifestFile = path.join(toolsFolder, 'tools.json');

/** @returns {Partial<Record<ToolName, Tool>>} empty when there is none yet */
export function readTools() {
  try {
    return /** @type {{ tools: Partial<Record<ToolName, Tool>> }} */ (JSON.parse(fs.readFileSync(manifestFile, 'utf8'))).tools;
  } catch {
    return {};
  }
}

/** @param {ToolName} name @param {Tool} tool */
export function writeTool(name, tool) {
  const tools = { ...readTools(), [name]: tool };
  writeAtomically(manifestFile, `${JSON.stringify({ version: 1, tools }, null, 2)}\n`);
}

/** @param {ToolName} name @returns {Promise<boolean>} whether it is recorded and is still the same file */
export async function toolIsReady(name) {
  const tool = readTools()[name];
  if (!tool || !fs.existsSync(toolPath(tool))) return false;
  return hasChecksum(fs.realpathSync(toolPath(tool)), tool.sha256);
}

/** @param {Pick<Tool, 'path'>} tool @returns {string} absolute */
export function toolPath(tool) {
  return path.resolve(toolsFolder, tool.path);
}

/**
 * Starts the program once: a file that is there but does not run is no tool.
 * @param {{ path: string, source: string, versionArguments: readonly string[], versionPattern: RegExp }} candidate
 * @returns {Promise<Tool | string>} the tool, or why it can not be used
 */
export async function examineTool({ versionArguments, versionPattern, ...candidate }) {
  const executable = toolPath(candidate);
  const result = await run(executable, versionArguments, { output: 'capture', timeoutSeconds: 20 });
  const version = versionPattern.exec(result.stdout)?.[1];
  if (result.code !== 0 || !version) return `${candidate.path} does not run: ${(result.stderr || result.stdout).trim().split('\n')[0]}`;
  const sha256 = await sha256OfFile(fs.realpathSync(executable));
  return { ...candidate, version, sha256 };
}
