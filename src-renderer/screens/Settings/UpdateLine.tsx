/** Whether there is a newer version, and the one button that is next: look, fetch, start it. Nothing happens without a press. */
import { useEffect } from 'react';
import type { UpdateState } from '../../../src-shared/domain/update.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { Switch } from '../../components/Switch.tsx';
import { attempt, useApp } from '../../stores/app-store.ts';
import { changePreferences, usePreferences } from '../../stores/preferences-store.ts';
import { texts } from '../../texts.ts';

type UpdateCall = 'getUpdate' | 'checkForUpdate' | 'fetchUpdate' | 'installUpdate';

export function UpdateLine() {
  const update = useApp((state) => state.update);
  const daily = usePreferences((state) => state.preferences?.lookForUpdates ?? true);
  useEffect(() => void ask('getUpdate'), []);
  const words = texts.desktop.update;
  if (update === null || update.state === 'not-set-up') return <p className="settings-note">{words.notSetUp}</p>;
  const next = nextStep(update);
  return (
    <>
      <Switch label={words.daily} hint={words.dailyHint} checked={daily} onChange={(lookForUpdates) => void changePreferences({ lookForUpdates })} />
      <div className="settings-line settings-update" role="status">
        <span className="soft settings-update-words">{describe(update)}</span>
        {update.state === 'fetching' ? <ProgressBar value={update.fraction} label={words.fetching} /> : null}
        {next === null ? null : <Button small kind={next === 'checkForUpdate' ? 'plain' : 'primary'} onClick={() => void ask(next)}>{words.steps[next]}</Button>}
      </div>
    </>
  );
}

function nextStep({ state, canInstall }: UpdateState): Exclude<UpdateCall, 'getUpdate'> | null {
  if (state === 'fetching') return null;
  if (state === 'ready') return 'installUpdate';
  return state === 'available' && canInstall ? 'fetchUpdate' : 'checkForUpdate';
}

function describe({ state, version, canInstall, message }: UpdateState): string {
  const words = texts.desktop.update;
  if (state === 'available') return `${canInstall ? words.available(version ?? '') : words.getIt(version ?? '')} ${message}`;
  if (state === 'ready') return `${words.ready(version ?? '')} ${message}`;
  return state === 'fetching' ? '' : message;
}

async function ask(name: UpdateCall): Promise<void> {
  const update = await attempt(call(name, {}));
  if (update !== null) useApp.setState({ update });
}
