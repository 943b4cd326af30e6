/** What the user sets for the app as a whole. Each change acts at once. */
import { useEffect } from 'react';
import { call } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Switch } from '../../components/Switch.tsx';
import { attempt } from '../../stores/app-store.ts';
import { changePreferences, readPreferences, usePreferences } from '../../stores/preferences-store.ts';
import { texts } from '../../texts.ts';
import { UpdateLine } from './UpdateLine.tsx';

const switches = ['notifyWhenDone', 'keepAwake'] as const;
const folders = ['watchFolder', 'clipsFolder'] as const;

export function PreferencesCard() {
  const preferences = usePreferences((state) => state.preferences);
  useEffect(() => void readPreferences(), []);
  const words = texts.desktop.preferences;
  if (preferences === null) return <p className="soft">{texts.common.loading}</p>;
  return (
    <>
      {switches.map((name) => <Switch key={name} label={words[name]} hint={words[`${name}Hint`]} checked={preferences[name]} onChange={(on) => void changePreferences({ [name]: on })} />)}
      <Switch label={words.allCores} hint={words.allCoresHint} checked={preferences.effort === 'all-cores'} onChange={(on) => void changePreferences({ effort: on ? 'all-cores' : 'stay-responsive' })} />
      {folders.map((name) => (
        <div key={name} className="settings-line settings-folder">
          <span title={name === 'watchFolder' ? words.watchFolderHint : undefined}>{words[name]}</span>
          <span className="faint selectable settings-path">{preferences[name] ?? (name === 'clipsFolder' ? words.beside : words.nowhere)}</span>
          <Button small onClick={() => void chooseFolder(name)} aria-label={`${words[name]}: ${words.choose}`}>{words.choose}</Button>
          {preferences[name] === null ? null : <Button small kind="quiet" onClick={() => void changePreferences({ [name]: null })} aria-label={`${words[name]}: ${words.clear}`}>{words.clear}</Button>}
        </div>
      ))}
      <UpdateLine />
    </>
  );
}

async function chooseFolder(name: (typeof folders)[number]): Promise<void> {
  const folder = await attempt(call('chooseFolder', {}));
  if (folder !== null) await changePreferences({ [name]: folder });
}
