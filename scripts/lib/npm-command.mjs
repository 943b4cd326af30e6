/** How npm is started: by Node itself where possible, since Windows lets no program start `npm.cmd` without a shell. */
import fs from 'node:fs';
import path from 'node:path';
import { run } from './run-process.mjs';

/**
 * @param {readonly string[]} args
 * @param {import('./run-process.mjs').RunOptions} options
 */
export function runNpm(args, options) {
  const script = npmScript(process.env, process.execPath);
  return script ? run(process.execPath, [script, ...args], options) : run('npm', args, options);
}

/**
 * @param {Record<string, string | undefined>} env
 * @param {string} node the running Node's executable
 * @returns {string | null} npm's own script; `npm run` names it, and Node's installer lays it beside Node
 */
function npmScript(env, node) {
  const candidates = [env['npm_execpath'] ?? '', path.join(path.dirname(node), 'node_modules', 'npm', 'bin', 'npm-cli.js')];
  return candidates.find((file) => path.basename(file) === 'npm-cli.js' && fs.existsSync(file)) ?? null;
}
