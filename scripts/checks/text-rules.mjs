/** Rules about the text of the repository that no linter knows: length of files, and words that must not appear. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { findProgram } from '../lib/find-program.mjs';
import { root } from '../lib/paths.mjs';

export const MOST_LINES = 400;
const SOURCE = /^(src-[a-z]+|scripts|e2e)\/.*\.(ts|tsx|mjs|css)$/;
const TEXT = /\.(ts|tsx|mjs|cjs|js|json|md|yml|yaml|html|css|svg|txt|sh)$|(^|\/)[^.]+$|^\.[a-z]+rc$|^\.ci\//;

/**
 * Hosts of package registries (a machine has its own mirrors) and paths that exist on no other machine.
 * Spelt in pieces, so that this file does not break its own rule.
 */
const FORBIDDEN = [
  { what: 'the host of a package registry', pattern: new RegExp([['registry', 'npmjs', 'org'], ['registry', 'yarnpkg'], ['deb', 'debian', 'org']].map((parts) => parts.join('\\.')).join('|'), 'i') },
  { what: 'a path of the machine it was written on', pattern: new RegExp(`(?<![\\w./])${['', 'work', '(main|shared)'].join('/')}\\b`) },
];

/** @returns {string[]} the files that git tracks or would track; none where there is no git (an unpacked archive) */
export function repositoryFiles() {
  if (!findProgram('git') || !fs.existsSync(path.join(root, '.git'))) return [];
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 64 << 20 });
  return listed.split('\0').filter((file) => file !== '' && fs.existsSync(path.join(root, file)));
}

/** @returns {string[]} what is wrong, one line each */
export function checkTexts() {
  return repositoryFiles().flatMap((file) => (TEXT.test(file) ? problemsOf(file, fs.readFileSync(path.join(root, file), 'utf8')) : []));
}

/** @param {string} file from the root @param {string} text @returns {string[]} */
export function problemsOf(file, text) {
  const problems = [];
  const lines = text.split('\n');
  if (SOURCE.test(file) && lines.length - 1 > MOST_LINES) problems.push(`${file}: ${lines.length - 1} lines, at most ${MOST_LINES} are allowed`);
  for (const { what, pattern } of FORBIDDEN) {
    const at = lines.findIndex((line) => pattern.test(line));
    if (at >= 0) problems.push(`${file}:${at + 1}: names ${what}`);
  }
  return problems;
}
