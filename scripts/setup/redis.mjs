/** Brings a Redis server that the app starts privately. Not needed where REDIS_URL names one. */
import fs from 'node:fs';
import path from 'node:path';
import { findProgram } from '../lib/find-program.mjs';
import { toolsFolder } from '../lib/paths.mjs';
import { say, SetupError } from '../lib/say.mjs';
import { hasApt, installPackages, mayInstall, unpackPackages } from './debian-packages.mjs';
import { writeWrapper } from './wrapper.mjs';
import { examineTool, toolIsReady, writeTool } from './tools-manifest.mjs';

const version = { versionArguments: ['--version'], versionPattern: /v=(\S+)/ };

/** Throws SetupError with the command that gets it. */
export async function ensureRedis() {
  if (await toolIsReady('redis-server')) return;
  const found = (await systemRedis()) ?? (await debianRedis());
  if (typeof found === 'string') throw new SetupError(`redis-server: ${found}`, remedy());
  writeTool('redis-server', found);
  say(`redis-server: ${found.version}, ${found.source}`);
}

async function systemRedis() {
  const file = findProgram('redis-server') ?? findProgram('valkey-server');
  if (!file) return null;
  const tool = await examineTool({ path: file, source: 'found on this machine', ...version });
  return typeof tool === 'string' ? null : tool;
}

/**
 * Debian's redis-server is one program with the redis-check-rdb of `redis-tools`, and acts as the server under the name of one.
 * So `redis-tools` is enough, and no service is started on a port of the user's machine as the package `redis-server` would do.
 */
async function debianRedis() {
  if (!hasApt) return `there is none on this machine`;
  fs.mkdirSync(toolsFolder, { recursive: true });
  if (!findProgram('redis-check-rdb') && (await mayInstall())) await installPackages(['redis-tools'], 'redis-server');
  const installed = findProgram('redis-check-rdb');
  if (installed) {
    relink(installed, path.join(toolsFolder, 'redis-server'));
    return examineTool({ path: 'redis-server', source: "Debian's redis-tools, installed", ...version });
  }
  const unpacked = path.join(toolsFolder, 'redis');
  const libraries = await unpackPackages(['redis-tools'], unpacked);
  relink('redis-check-rdb', path.join(unpacked, 'usr', 'bin', 'redis-server'));
  writeWrapper('redis-server', 'redis/usr/bin/redis-server', libraries.map((folder) => `redis/${folder}`));
  return examineTool({ path: 'redis-server', source: "Debian's redis-tools, unpacked", ...version });
}

/** @param {string} target @param {string} link */
function relink(target, link) {
  fs.rmSync(link, { force: true });
  fs.symlinkSync(target, link);
}

/** @returns {string} */
function remedy() {
  if (process.platform === 'darwin') return 'brew install redis   (or set REDIS_URL to a server of yours)';
  if (process.platform === 'win32') return 'winget install Redis.Redis, or Memurai, or set REDIS_URL to a server of yours (Redis 6.2 or newer)';
  return 'install redis with your package manager, or set REDIS_URL to a server of yours';
}
