/** JSON as people and JSON5 write it: bare keys, single quotes, comments, commas at the end. Pure; values only, nothing is evaluated. */
import { AppError } from '../app-error.ts';

/** @throws AppError `invalid-input` naming the line. */
export function parseLooseJson(text: string, fileName: string): unknown {
  const parser = new Parser(text, fileName);
  return parser.whole();
}

const deepest = 100;
const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', '0': '\0' };

class Parser {
  private readonly text: string;
  private readonly fileName: string;
  private at = 0;

  constructor(text: string, fileName: string) {
    this.text = text;
    this.fileName = fileName;
  }

  whole(): unknown {
    const value = this.value(0);
    this.skip();
    if (this.at < this.text.length) throw this.wrong('the end');
    return value;
  }

  private value(depth: number): unknown {
    if (depth > deepest) throw this.wrong('less nesting');
    this.skip();
    const char = this.text[this.at];
    if (char === '{') return this.object(depth);
    if (char === '[') return this.list(depth);
    if (char === '"' || char === "'") return this.quoted();
    const word = /^[+-]?[\w.]+(?:[eE][+-]?\d+)?/.exec(this.text.slice(this.at, this.at + 64))?.[0];
    if (word === undefined) throw this.wrong('a value');
    this.at += word.length;
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null' || word === 'undefined') return null;
    const number = Number(word);
    if (Number.isNaN(number)) throw this.wrong('a value');
    return number;
  }

  private object(depth: number): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    this.at += 1;
    while (!this.closes('}')) {
      const key = this.text[this.at] === '"' || this.text[this.at] === "'" ? this.quoted() : this.bareKey();
      this.expect(':');
      entries.push([key, this.value(depth + 1)]);
      this.between('}');
    }
    return Object.fromEntries(entries);
  }

  private list(depth: number): unknown[] {
    const items: unknown[] = [];
    this.at += 1;
    while (!this.closes(']')) {
      items.push(this.value(depth + 1));
      this.between(']');
    }
    return items;
  }

  private quoted(): string {
    const quote = this.text[this.at]!;
    let out = '';
    for (this.at += 1; this.text[this.at] !== quote; this.at += 1) {
      const char = this.text[this.at];
      if (char === undefined) throw this.wrong(`a closing ${quote}`);
      if (char !== '\\') { out += char; continue; }
      const escaped = this.text[(this.at += 1)] ?? '';
      if (escaped === 'u' || escaped === 'x') {
        const digits = escaped === 'u' ? 4 : 2;
        const code = this.text.slice(this.at + 1, this.at + 1 + digits);
        if (!/^[\da-f]+$/i.test(code) || code.length < digits) throw this.wrong(`${digits} hexadecimal digits`);
        out += String.fromCharCode(Number.parseInt(code, 16));
        this.at += digits;
      } else if (escaped !== '\n') out += escapes[escaped] ?? escaped;
    }
    this.at += 1;
    return out;
  }

  private bareKey(): string {
    const key = /^[\p{L}_$][\p{L}\p{N}_$]*/u.exec(this.text.slice(this.at, this.at + 200))?.[0];
    if (key === undefined) throw this.wrong('a name');
    this.at += key.length;
    return key;
  }

  private closes(bracket: string): boolean {
    this.skip();
    if (this.text[this.at] !== bracket) return false;
    this.at += 1;
    return true;
  }

  private between(bracket: string): void {
    this.skip();
    if (this.text[this.at] === ',') this.at += 1;
    else if (this.text[this.at] !== bracket) throw this.wrong(`"," or "${bracket}"`);
  }

  private expect(char: string): void {
    this.skip();
    if (this.text[this.at] !== char) throw this.wrong(`"${char}"`);
    this.at += 1;
  }

  private skip(): void {
    const blank = /(?:[\s\ufeff]+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
    blank.lastIndex = this.at;
    this.at += blank.exec(this.text)?.[0].length ?? 0;
  }

  private wrong(wanted: string): AppError {
    const line = this.text.slice(0, this.at).split('\n').length;
    return new AppError('invalid-input', `${this.fileName} line ${line}: expected ${wanted}, found "${this.text.slice(this.at, this.at + 20)}"`);
  }
}
