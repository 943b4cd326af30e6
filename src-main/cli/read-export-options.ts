/** The words of `export` → options as the window would send them. */
import { AppError } from '../../src-shared/app-error.ts';
import { ExportOptions, type Recipe } from '../../src-shared/contract/export-options.ts';
import { describeIssues } from '../api/serve-api.ts';
import { numberOption, type OptionKind, type ReadOptions } from './read-options.ts';

export const exportWords = {
  out: 'value', format: 'list', clips: 'switch', combined: 'switch', share: 'switch', accepted: 'switch', all: 'switch', cutting: 'value', container: 'value', name: 'value', recipe: 'value',
  portrait: 'switch', ring: 'switch', freeze: 'switch', 'name-strip': 'value', speed: 'value', reel: 'value', 'max-mb': 'value', height: 'value', 'pre-roll': 'value', 'post-roll': 'value', 'max-clip': 'value', split: 'switch', json: 'switch',
} as const satisfies Record<string, OptionKind>;

/** Lists alone (`--format` without `--clips`, `--combined` or `--share`) cut nothing. @throws AppError `invalid-input` naming the option, what it must be and what it was. */
export function readExportOptions({ values, lists, switches }: ReadOptions, recipes: readonly Recipe[]): ExportOptions {
  const kept = values['recipe'] === undefined ? undefined : recipes.find((recipe) => recipe.name.toLowerCase() === values['recipe']!.toLowerCase());
  if (values['recipe'] !== undefined && kept === undefined) throw new AppError('invalid-input', `--recipe must be one of ${recipes.map(({ name }) => `"${name}"`).join(', ') || '(none is kept yet)'}, got "${values['recipe']}"`);
  const base = kept?.options ?? ExportOptions.parse({});
  const formats = (lists['format'] ?? []).flatMap((words) => words.split(',')).map((word) => word.trim()).filter((word) => word !== '');
  const films = switches.has('clips') || switches.has('combined') || switches.has('share');
  const given = <Value>(name: string, value: Value | undefined): Record<string, Value> => (value === undefined ? {} : { [name]: value });
  const number = (word: string): number | undefined => numberOption(word, values[word]);
  const wish = {
    ...base,
    ...(films ? { separate: switches.has('clips'), combined: switches.has('combined'), shareBundle: switches.has('share') } : formats.length > 0 ? { separate: false, combined: false, shareBundle: false } : {}),
    ...(formats.length > 0 ? { handOff: formats } : {}),
    ...given('mode', values['cutting']), ...given('container', values['container']), ...given('nameTemplate', values['name']),
    ...given('reelSeconds', number('reel')), ...given('maxMegabytes', number('max-mb')), ...given('maxHeight', number('height')),
    ...given('preRollSeconds', number('pre-roll')), ...given('postRollSeconds', number('post-roll')), ...given('maxClipSeconds', number('max-clip')),
    ...(switches.has('split') ? { whenLonger: 'split' } : {}),
    look: {
      ...base.look, ...(switches.has('portrait') ? { crop: 'portrait' } : {}), ...(switches.has('ring') ? { spotlight: true } : {}), ...(switches.has('freeze') ? { freezeOpening: true } : {}),
      ...given('nameStrip', values['name-strip']), ...given('speed', number('speed')),
    },
  };
  const parsed = ExportOptions.safeParse(wish);
  if (!parsed.success) throw new AppError('invalid-input', `export: ${describeIssues(parsed.error)}`);
  return parsed.data;
}
