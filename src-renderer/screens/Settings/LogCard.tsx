/** The app's log to look at, and one file of facts to hand to somebody who helps. */
import { useState } from 'react';
import { call } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Switch } from '../../components/Switch.tsx';
import { attempt, notify } from '../../stores/app-store.ts';
import { texts } from '../../texts.ts';

type Entry = Record<string, unknown>;
const entriesShown = 500;

export function LogCard() {
  const [entries, setEntries] = useState<readonly Entry[] | null>(null);
  const [onlyBad, setOnlyBad] = useState(false);
  const words = texts.desktop.log;
  const save = async (): Promise<void> => {
    const path = await attempt(call('saveSupportBundle', {}));
    if (path !== null) notify({ level: 'info', message: words.saved(path) });
  };
  const shown = (entries ?? []).filter(({ level }) => !onlyBad || level === 'warn' || level === 'error');
  return (
    <>
      <div className="cleanup-actions">
        <Button small onClick={() => void attempt(call('getAppLog', { atMost: entriesShown })).then(setEntries)}>{words.show}</Button>
        <Button small onClick={() => void save()}>{words.support}</Button>
      </div>
      {entries === null ? null : (
        <Dialog wide title={words.title} onClose={() => setEntries(null)}>
          <Switch label={words.more} checked={onlyBad} onChange={setOnlyBad} />
          {shown.length === 0 ? <p className="soft">{words.empty}</p> : <pre className="log selectable" tabIndex={0}>{shown.map(line).join('\n')}</pre>}
        </Dialog>
      )}
    </>
  );
}

function line({ time, level, from, message, fields }: Entry): string {
  return [text(time).slice(11, 19), text(level), text(from), text(message), fields === undefined ? '' : JSON.stringify(fields)].join('  ');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
