/** Ways of exporting under names: choose one, keep the present one, delete one. */
import { useEffect, useState } from 'react';
import type { Recipe } from '../../src-shared/contract/export-options.ts';
import { call } from '../bridge.ts';
import { Button, IconButton } from '../components/Button.tsx';
import { attempt } from '../stores/app-store.ts';
import { texts } from '../texts.ts';
import { useExportDraft, usualOptions } from './export-draft.ts';

const words = texts.review.exportPanel;

export function RecipeBar() {
  const options = useExportDraft((state) => state.options);
  const [recipes, setRecipes] = useState<readonly Recipe[]>([]);
  const [naming, setNaming] = useState<string | null>(null);
  useEffect(() => {
    const read = async (): Promise<void> => setRecipes((await attempt(call('listRecipes', {}))) ?? []);
    void read();
  }, []);
  const same = JSON.stringify(options);
  const current = same === JSON.stringify(usualOptions) ? '' : (recipes.find((recipe) => JSON.stringify(recipe.options) === same)?.name ?? null);
  const keep = async (name: string): Promise<void> => {
    const saved = await attempt(call('saveRecipe', { name, options }));
    if (saved === null) return;
    setRecipes(saved);
    setNaming(null);
  };
  const remove = async (name: string): Promise<void> => {
    const left = await attempt(call('deleteRecipe', { name }));
    if (left !== null) setRecipes(left);
  };
  if (naming !== null) {
    return (
      <div className="export-recipe">
        {/* No form in a form: Enter must not begin the export. */}
        <input
          className="input" aria-label={words.recipeName} placeholder={words.recipeName} value={naming} maxLength={60} autoFocus onChange={(event) => setNaming(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') { event.preventDefault(); if (naming.trim() !== '') void keep(naming.trim()); }
            if (event.key === 'Escape') { event.stopPropagation(); setNaming(null); }
          }}
        />
        <Button small disabled={naming.trim() === ''} onClick={() => void keep(naming.trim())}>{words.recipeKeep}</Button>
      </div>
    );
  }
  return (
    <div className="export-recipe">
      <select className="input" aria-label={words.recipe} value={current ?? '\0'} onChange={(event) => choose(recipes, event.target.value)}>
        <option value="">{words.recipeUsual}</option>
        {recipes.map(({ name }) => <option key={name} value={name}>{name}</option>)}
        {current === null ? <option value={'\0'}>{words.recipeOwn}</option> : null}
      </select>
      {current === null ? <Button small onClick={() => setNaming('')}>{words.recipeSave}</Button> : null}
      {current === null || current === '' ? null : <IconButton small icon="trash" label={words.recipeDelete(current)} onClick={() => void remove(current)} />}
    </div>
  );
}

function choose(recipes: readonly Recipe[], name: string): void {
  const options = name === '' ? usualOptions : recipes.find((recipe) => recipe.name === name)?.options;
  if (options !== undefined) useExportDraft.setState({ options });
}
