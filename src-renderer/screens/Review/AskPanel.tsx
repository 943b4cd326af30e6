/** Another player or other settings, answered while one changes them. The change of segments shows over the picture and on the timeline. */
import { useEffect, useRef, useState } from 'react';
import { tuningEffects, presets, type Tuning } from '../../../src-shared/domain/settings.ts';
import type { JobView, Setup } from '../../../src-shared/domain/job.ts';
import { Setup as SetupSchema } from '../../../src-shared/domain/job.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { Field } from '../../components/Field.tsx';
import { SegmentedControl } from '../../components/SegmentedControl.tsx';
import { Switch } from '../../components/Switch.tsx';
import { askAgain } from '../../stores/review-calls.ts';
import { useReview } from '../../stores/review-store.ts';
import { texts } from '../../texts.ts';
import { draftOf, isValidNumber, setupOf, tuningRanges, withNumber, type AskDraft } from './ask-draft.ts';
import { OwnPresets } from './OwnPresets.tsx';
import './AskPanel.css';

const words = texts.review.askPanel;
const quietMs = 450;
const sliderNames = Object.keys(tuningRanges) as Array<keyof typeof tuningRanges>;
const labels: Record<keyof typeof tuningRanges, string> = texts.review.tuning;

export function AskPanel({ job }: { job: JobView }) {
  const results = useReview((state) => state.results);
  const [first] = useState<Setup>(() => (results === null ? (job.record.setup ?? SetupSchema.parse({})) : { target: results.target, settings: results.settings }));
  const [draft, setDraft] = useState<AskDraft>(() => draftOf(first.target, first.settings));
  const [live, setLive] = useState(true);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const valid = isValidNumber(draft.number);

  const ask = (next: AskDraft): void => {
    clearTimeout(timer.current);
    if (isValidNumber(next.number)) void askAgain(setupOf(next, first.target, first.settings));
  };
  const take = (next: AskDraft): void => {
    setDraft(next);
    clearTimeout(timer.current);
    // Asked when the hand rests: a slider moves through many values.
    if (live) timer.current = setTimeout(() => ask(next), quietMs);
  };
  const change = (part: Partial<AskDraft>): void => take({ ...draft, ...part });
  const goBack = (): void => {
    const start = draftOf(first.target, first.settings);
    setDraft(start);
    ask(start);
  };
  return (
    <form className="ask" aria-label={words.title} onSubmit={(event) => { event.preventDefault(); ask(draft); }}>
      <header className="why-head"><h2>{words.title}</h2><IconButton small icon="close" label={texts.common.close} keyCap="Esc" onClick={() => useReview.setState({ panel: 'why' })} /></header>
      <p className="soft">{words.intro}</p>
      <div className="ask-who">
        <Field label={words.number} error={valid ? null : words.numberWrong}>
          {(control) => <input {...control} className="input ask-number tabular" inputMode="numeric" maxLength={3} value={draft.number} onChange={(event) => take(withNumber(draft, event.target.value, first.target))} />}
        </Field>
        <ColourInput label={words.jersey} value={draft.jerseyColor} onChange={(jerseyColor) => change({ jerseyColor })} />
        <ColourInput label={words.opponent} value={draft.opponentColor} onChange={(opponentColor) => change({ opponentColor })} />
      </div>
      {first.target.clicks.length === 0 ? null : <Switch label={words.dropClicks} hint={words.clicks(draft.dropClicks ? 0 : first.target.clicks.length)} checked={draft.dropClicks} onChange={(dropClicks) => change({ dropClicks })} />}
      <div className="ask-preset">
        <span className="soft">{words.preset}</span>
        <SegmentedControl label={words.preset} value={draft.preset} options={(['broadcast', 'wide', 'tactical'] as const).map((value) => ({ value, label: words.presets[value] }))} onChange={(preset) => change({ preset, tuning: { ...presets[preset], detectStride: draft.tuning.detectStride } })} />
      </div>
      <OwnPresets now={draft} onChoose={({ preset, tuning }) => change({ preset, tuning: { ...tuning, detectStride: draft.tuning.detectStride } })} />
      {sliderNames.map((name) => <Slider key={name} name={name} value={draft.tuning[name]} presetValue={presets[draft.preset][name]} onChange={(value) => change({ tuning: { ...draft.tuning, [name]: value } })} />)}
      <div className="ask-foot">
        <Switch label={words.live} checked={live} onChange={setLive} />
        <div className="why-verdicts">
          <Button onClick={goBack}>{words.back}</Button>
          <Button onClick={() => change({ tuning: { ...presets[draft.preset], detectStride: draft.tuning.detectStride } })}>{words.resetAll}</Button>
          <Button action="view.compare" onClick={() => useReview.setState({ panel: 'compare' })}>{words.compare}</Button>
          {live ? null : <Button kind="primary" type="submit" disabled={!valid}>{words.ask}</Button>}
        </div>
      </div>
    </form>
  );
}

function ColourInput({ label, value, onChange }: { label: string; value: string | null; onChange: (value: string | null) => void }) {
  return (
    <Field label={label} aside={value === null ? null : <IconButton small icon="close" label={`${label}: ${words.none}`} onClick={() => onChange(null)} />}>
      {(control) => (value === null
        ? <button {...control} type="button" className="input ask-colour-none" onClick={() => onChange('#c0202c')}>{words.none}</button>
        : <input {...control} type="color" className="input ask-colour" value={value} onChange={(event) => onChange(event.target.value)} />)}
    </Field>
  );
}

function Slider({ name, value, presetValue, onChange }: { name: keyof typeof tuningRanges; value: number; presetValue: number; onChange: (value: number) => void }) {
  const { min, max, step } = tuningRanges[name];
  const { unit, effect } = tuningEffects[name as keyof Tuning];
  const changed = value !== presetValue;
  return (
    <Field
      label={labels[name]} hint={effect}
      aside={<span className="ask-value tabular">
        {changed ? <IconButton small icon="undo" label={words.reset(`${presetValue} ${unit}`)} onClick={() => onChange(presetValue)} /> : null}
        <span className={changed ? 'ask-changed' : ''}>{value} {unit.startsWith('0') || unit.startsWith('1') ? '' : unit}</span>
      </span>}
    >
      {(control) => <input {...control} type="range" className="ask-slider" min={min} max={Math.max(max, value)} step={step} value={value} onChange={(event) => onChange(Number(event.target.value))} />}
    </Field>
  );
}
