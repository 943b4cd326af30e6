import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ExportOptions, type ExportOptionsInput } from '../../src-shared/contract/export-options.ts';
import { Recipes } from './recipes.ts';

let folder: string;
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'shiftclipper-recipes-')); });
afterAll(() => rm(folder, { recursive: true }));

const recipe = (name: string, options: ExportOptionsInput = {}) => ({ name, options: ExportOptions.parse(options) });

describe('recipes', () => {
  it('are kept by name over the app\'s end; one of the same name is replaced; deleted ones are gone', async () => {
    const file = join(folder, 'kept.json');
    const recipes = new Recipes(file);
    expect(await recipes.list()).toEqual([]);
    await Promise.all([recipes.save(recipe('Reel', { reelSeconds: 180 })), recipes.save(recipe('Coach')), recipes.save(recipe('reel', { reelSeconds: 60 }))]);
    expect((await new Recipes(file).list()).map(({ name, options }) => [name, options.reelSeconds])).toEqual([['Coach', null], ['reel', 60]]);
    expect((await recipes.remove('COACH')).map(({ name }) => name)).toEqual(['reel']);
  });

  it('that can not be read are left out; a damaged file is empty and can be written again', async () => {
    const file = join(folder, 'old.json');
    await writeFile(file, JSON.stringify({ schemaVersion: 1, recipes: [recipe('Good'), { name: 'Bad', options: { mode: 'magic' } }, 7] }));
    expect((await new Recipes(file).list()).map(({ name }) => name)).toEqual(['Good']);
    await writeFile(file, '{');
    const recipes = new Recipes(file);
    expect(await recipes.list()).toEqual([]);
    expect((await recipes.save(recipe('New'))).map(({ name }) => name)).toEqual(['New']);
  });
});
