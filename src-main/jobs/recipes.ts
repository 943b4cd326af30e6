/** Ways of exporting that the user gave names: one file in the app's data folder, over all games. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '../../src-shared/app-error.ts';
import { Recipe } from '../../src-shared/contract/export-options.ts';
import { writeJsonAtomically } from '../../src-node/write-atomically.ts';

const mostRecipes = 100;
const RecipesFile = z.object({ schemaVersion: z.literal(1), recipes: z.array(z.unknown()) });

export class Recipes {
  private readonly file: string;
  private last: Promise<unknown> = Promise.resolve();

  constructor(file: string) {
    this.file = file;
  }

  /** By name. What an older or newer version wrote and this one can not read is left out; a damaged file is an empty list. */
  async list(): Promise<Recipe[]> {
    const text = await readFile(this.file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    const parsed = RecipesFile.safeParse(jsonOf(text));
    if (!parsed.success) return [];
    const recipes = parsed.data.recipes.flatMap((one) => { const recipe = Recipe.safeParse(one); return recipe.success ? [recipe.data] : []; });
    return recipes.sort((a, b) => a.name.localeCompare(b.name));
  }

  /** Names that differ in case alone are one. @throws AppError `invalid-input` when there are too many. */
  save(recipe: Recipe): Promise<Recipe[]> {
    return this.change((recipes) => {
      const others = recipes.filter((other) => !sameName(other.name, recipe.name));
      if (others.length >= mostRecipes) throw new AppError('invalid-input', `at most ${mostRecipes} recipes are kept; delete one first`);
      return [...others, recipe];
    });
  }

  remove(name: string): Promise<Recipe[]> {
    return this.change((recipes) => recipes.filter((recipe) => !sameName(recipe.name, name)));
  }

  /** One after the other, so that none is lost. */
  private change(next: (recipes: Recipe[]) => Recipe[]): Promise<Recipe[]> {
    const before = this.last;
    const changed = (async () => {
      await before;
      await writeJsonAtomically(this.file, { schemaVersion: 1, recipes: next(await this.list()) });
      return this.list();
    })();
    this.last = changed.catch(() => undefined);
    return changed;
  }
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
