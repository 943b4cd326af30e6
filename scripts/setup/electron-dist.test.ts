import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { packAsar } from './default-app.mjs';
import { placeOf } from './electron-dist.mjs';
import { FUSES, findWire, flipFuses } from './electron-fuses.mjs';

const MARK = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const wire = (version: number, fuses: string): string => MARK + String.fromCodePoint(version, fuses.length) + fuses;
const program = (...parts: string[]): Buffer => Buffer.from(parts.join(''), 'latin1');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'electron-dist-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

describe('fuses', () => {
  it('changes the named fuses and not a byte more', () => {
    const file = path.join(folder, 'electron');
    fs.writeFileSync(file, program('before', wire(1, '00110011'), 'after'));
    flipFuses(file, { RunAsNode: true, EnableNodeCliInspectArguments: false });
    expect(fs.readFileSync(file, 'latin1')).toBe(`before${wire(1, '10100011')}after`);
  });

  it.each([
    ['no mark', program('nothing here'), 'exactly once'],
    ['two marks', program(wire(1, '0'.repeat(FUSES.length)), wire(1, '0'.repeat(FUSES.length))), 'exactly once'],
    ['another version', program(wire(2, '0'.repeat(FUSES.length))), 'version 2'],
    ['too few fuses', program(wire(1, '000')), '3 fuses'],
  ])('refuses an executable with %s', (_, content, message) => {
    expect(() => findWire(content)).toThrow(message);
  });
});

describe('placing the archive', () => {
  it.each([
    ['Cypress/Cypress', 'electron'],
    ['Cypress/locales/en-US.pak', 'locales/en-US.pak'],
    ['Cypress/', null],
    ['Cypress/resources/app/index.js', null],
    ['Cypress/browser_v8_context_snapshot.bin', null],
    ['Cypress/../../etc/passwd', null],
    ['/etc/passwd', null],
  ])('%s → %s', (name, place) => {
    expect(placeOf(name, 'Cypress')).toBe(place);
  });
});

it('packs an asar whose directory and files a reader of the format finds', () => {
  const asar = packAsar({ 'package.json': '{}', 'main.mjs': 'start()' });
  const directoryLength = asar.readUInt32LE(12);
  const directory = JSON.parse(asar.toString('utf8', 16, 16 + directoryLength));
  const start = 8 + asar.readUInt32LE(4);
  const { size, offset } = directory.files['main.mjs'];
  expect(asar.toString('utf8', start + Number(offset), start + Number(offset) + size)).toBe('start()');
});
