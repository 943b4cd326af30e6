/** preferences.json in the app's data folder: read once at the start, written whole at each change. A damaged one counts as none. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InputOf } from '../../src-shared/contract/api.ts';
import { defaultPreferences, Preferences } from '../../src-shared/domain/preferences.ts';
import { writeJsonAtomically } from '../../src-node/write-atomically.ts';

export class PreferencesStore {
  private readonly file: string;
  private current: Preferences;
  private readonly listeners = new Set<(now: Preferences) => void>();

  constructor(dataDir: string) {
    this.file = join(dataDir, 'preferences.json');
    this.current = read(this.file);
  }

  get(): Preferences {
    return this.current;
  }

  async change(changes: InputOf<'setPreferences'>): Promise<Preferences> {
    this.current = Preferences.parse({ ...this.current, ...changes });
    await writeJsonAtomically(this.file, this.current);
    for (const listener of this.listeners) listener(this.current);
    return this.current;
  }

  onChange(listener: (now: Preferences) => void): void {
    this.listeners.add(listener);
  }
}

/** Fields that an older version did not know take their defaults; one bad value does not cost the others. */
function read(file: string): Preferences {
  let stored: unknown;
  try {
    stored = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return defaultPreferences;
  }
  if (typeof stored !== 'object' || stored === null) return defaultPreferences;
  const valid = Object.entries(Preferences.shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse((stored as Record<string, unknown>)[name]);
    return parsed.success ? [[name, parsed.data]] : [];
  });
  return { ...defaultPreferences, ...(Object.fromEntries(valid) as Partial<Preferences>) };
}
