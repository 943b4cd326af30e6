import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../lib/paths.mjs';
import { help } from '../../src-main/cli/help.ts';

/** Every command that a reader may copy, from code blocks and from words between backticks. */
const documents = ['README.md', 'CONTRIBUTING.md', ...readdirSync(join(root, 'docs'), { recursive: true }).map((name) => join('docs', String(name))).filter((name) => name.endsWith('.md'))];
const texts = documents.map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

interface Documented { file: string; command: string }
const commands: Documented[] = texts.flatMap(({ file, text }) => {
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) => block.replaceAll('\\\n', ' ').split('\n'));
  const inline = [...text.replaceAll(/```[\s\S]*?```/g, '').matchAll(/`([^`\n]+)`/g)].map(([, words = '']) => words);
  return [...blocks, ...inline].map((line) => line.replace(/\s+#.*$/, '').replace(/^(?:[A-Z_]+=\S+ )+/, '').trim()).filter((line) => /^(npm|npx|node) /.test(line)).map((command) => ({ file, command }));
});
const cliCommands = commands.filter(({ command }) => command.startsWith('npm run cli -- '));
const others = commands.filter(({ command }) => !command.startsWith('npm run cli -- '));

describe('the documents', () => {
  it('name commands at all', () => expect(commands.length).toBeGreaterThan(20));

  it.each(cliCommands)('$file: $command is known to the command line, with these options', ({ command }) => {
    const [name = '', second = '', ...words] = command.replace('npm run cli -- ', '').split(/\s+/);
    const about = sectionOf(name === 'jobs' ? `jobs ${second}` : name);
    expect(about, `${name} is in the help`).not.toBe('');
    for (const option of optionsIn([second, ...words])) expect(about).toContain(option);
  });

  it.each(others)('$file: $command can be typed', ({ command }) => {
    const words = command.split(/\s+/);
    if (words[0] === 'npm') return expectScript(words);
    // A file or folder that is named must be there; a built tool is made of the script of its name.
    for (const word of words.slice(1)) {
      const built = /^dist\/tools\/(.+)\.mjs$/.exec(word);
      if (built !== null) expect(existsSync(join(root, 'scripts', `${built[1]}.ts`)), word).toBe(true);
      else if (/^(src-[a-z]+|scripts|e2e|docs)\//.test(word)) expect(existsSync(join(root, word)) || readdirSync(join(root, word, '..')).some((name) => name.startsWith(word.split('/').at(-1)!)), word).toBe(true);
    }
  });

  it('link only to files that are there', () => {
    const broken = texts.flatMap(({ file, text }) => [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, target = '']) => ({ file, target })).filter(({ target }) => !existsSync(join(root, file, '..', target))));
    expect(broken).toEqual([]);
  });

  it('speak only of variables that the app or its scripts read', () => {
    const named = new Set(texts.flatMap(({ text }) => text.match(/\bSHIFTCLIPPER_[A-Z_]+\b/g) ?? []));
    const sources = ['src-main', 'src-worker', 'src-node', 'scripts', 'e2e', 'vitest.config.ts', 'vite.config.ts'].filter((name) => existsSync(join(root, name))).map(sourceText).join('');
    expect([...named].filter((name) => !sources.includes(name))).toEqual([]);
  });
});

function expectScript(words: readonly string[]): void {
  const name = words[1] === 'run' ? words[2]! : words[1]!;
  if (['ci', 'install', 'pack'].includes(name)) return;
  const script = scripts[name];
  expect(script, `npm run ${name}`).toBeDefined();
  const own = /run\.mjs (\S+)/.exec(script!)?.[1];
  if (own === undefined) return;
  const source = sourceText('scripts');
  for (const option of optionsIn(words.slice(words.indexOf('--') + 1))) if (words.includes('--') && name !== 'e2e') expect(source, option).toContain(option.slice(2));
}

function optionsIn(words: readonly string[]): string[] {
  return words.flatMap((word) => /^-{2}[a-z][a-z-]*/.exec(word.replace(/^\[/, ''))?.[0] ?? []);
}

/** The lines of the help about one command: from its name to the next one's. For `jobs x` the line that lists x. */
function sectionOf(name: string): string {
  const lines = help.split('\n');
  const [command = '', second] = name.split(' ');
  if (second !== undefined) return lines.filter((line) => line.trim().startsWith('jobs') && line.includes(second)).join('\n');
  const from = lines.findIndex((line) => line.startsWith(`  ${command}`) && /^\s\s\S/.test(line));
  if (from < 0) return '';
  const length = lines.slice(from + 1).findIndex((line) => /^ {2}\S/.test(line) || line === '');
  const section = lines.slice(from, length < 0 ? undefined : from + 1 + length).join('\n');
  return section.includes('the options above') ? section + sectionOf('analyse') : section;
}

function sourceText(place: string): string {
  const whole = join(root, place);
  if (place.endsWith('.ts')) return readFileSync(whole, 'utf8');
  return readdirSync(whole, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /\.(ts|mjs|mts)$/.test(entry.name)).map((entry) => readFileSync(join(entry.parentPath ?? entry.path, entry.name), 'utf8')).join('\n');
}
