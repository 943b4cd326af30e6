/** Frees disk space: always shows what would go before anything goes. */
import { useState } from 'react';
import { api, type OutputOf } from '../../../src-shared/contract/api.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Field } from '../../components/Field.tsx';
import { attempt, notify } from '../../stores/app-store.ts';
import { readJobs } from '../../stores/connect-stores.ts';
import { sizeWords } from '../../stores/size-words.ts';
import { texts } from '../../texts.ts';

type Removed = OutputOf<'cleanupJobs'>['removed'];

export function Cleanup() {
  const [days, setDays] = useState('30');
  const [keep, setKeep] = useState('5');
  const [plan, setPlan] = useState<Removed | null>(null);
  const [working, setWorking] = useState(false);
  const words = texts.settings;
  const input = { olderThanDays: numberOrNaN(days), keepNewest: numberOrNaN(keep) };
  const fields = api.cleanupJobs.input.shape;
  const daysError = fields.olderThanDays.safeParse(input.olderThanDays).success ? null : words.badDays;
  const keepError = fields.keepNewest.safeParse(input.keepNewest).success ? null : words.badKeep;
  const run = async (dryRun: boolean): Promise<void> => {
    setWorking(true);
    const answer = await attempt(call('cleanupJobs', { ...input, dryRun }));
    setWorking(false);
    if (answer === null) return;
    if (dryRun) return setPlan(answer.removed);
    setPlan(null);
    notify({ level: 'info', message: words.cleaned(sizeWords(total(answer.removed))) });
    await attempt(readJobs());
  };
  const change = (set: (text: string) => void) => (text: string): void => { set(text); setPlan(null); };
  return (
    <form className="cleanup" onSubmit={(event) => { event.preventDefault(); if (daysError === null && keepError === null) void run(true); }}>
      <div className="cleanup-fields">
        <NumberField label={words.olderThan} unit={words.days} value={days} error={daysError} onChange={change(setDays)} />
        <NumberField label={words.keepNewest} unit={words.gamesUnit} value={keep} error={keepError} onChange={change(setKeep)} />
      </div>
      <div className="cleanup-actions">
        <Button type="submit" disabled={working || daysError !== null || keepError !== null}>{words.dryRun}</Button>
        {plan !== null && plan.length > 0 ? <Button kind="danger" icon="trash" disabled={working} onClick={() => void run(false)}>{words.cleanNow(sizeWords(total(plan)))}</Button> : null}
      </div>
      {plan === null ? null : plan.length === 0 ? <p className="soft" role="status">{words.nothingToClean}</p>
        : <div role="status">
            <p className="soft">{words.wouldFree(plan.length, sizeWords(total(plan)))}</p>
            <ul className="cleanup-plan">{plan.map((one) => <li key={one.jobId}><span>{one.name}</span><span className="tabular soft">{sizeWords(one.bytes)}</span></li>)}</ul>
          </div>}
    </form>
  );
}

function NumberField({ label, unit, value, error, onChange }: { label: string; unit: string; value: string; error: string | null; onChange: (text: string) => void }) {
  return (
    <Field label={label} error={error}>
      {(control) => <div className="cleanup-input"><input {...control} className="input tabular" inputMode="numeric" value={value} onChange={(event) => onChange(event.target.value)} /><span className="faint">{unit}</span></div>}
    </Field>
  );
}

function total(removed: Removed): number {
  return removed.reduce((sum, one) => sum + one.bytes, 0);
}

function numberOrNaN(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}
