/** Looks programs up on the PATH as a shell would. */
import fs from 'node:fs';
import path from 'node:path';

/**
 * @param {string} name without extension
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | null} absolute path
 */
export function findProgram(name, env = process.env) {
  // A login shell of a plain user on Debian has no sbin, yet ldconfig lives there.
  const folders = [...(env['PATH'] ?? '').split(path.delimiter), ...(process.platform === 'win32' ? [] : ['/usr/sbin', '/sbin'])];
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  for (const folder of folders.filter(Boolean)) {
    for (const ending of endings) {
      const file = path.join(folder, name + ending);
      try {
        fs.accessSync(file, fs.constants.X_OK);
        if (fs.statSync(file).isFile()) return file;
      } catch {
        // Not here.
      }
    }
  }
  return null;
}
