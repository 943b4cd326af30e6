/** How the pictures shall look: crop, ring, still opening, name strip, speed. */
import { useId } from 'react';
import { SegmentedControl } from '../components/SegmentedControl.tsx';
import { Switch } from '../components/Switch.tsx';
import { Field } from '../components/Field.tsx';
import { texts } from '../texts.ts';
import { changeLook, useExportDraft } from './export-draft.ts';
import { lookSummary } from './export-summary.ts';
import { Folded } from './Folded.tsx';

const words = texts.review.exportPanel;

export function LookPart() {
  const options = useExportDraft((state) => state.options);
  const { look } = options;
  const id = useId();
  return (
    <Folded title={words.look} summary={lookSummary(options)} changed={lookSummary(options) !== words.asFilmed}>
      <Switch label={words.portrait} hint={words.portraitHint} checked={look.crop === 'portrait'} onChange={(on) => changeLook({ crop: on ? 'portrait' : 'none' })} />
      <Switch label={words.ring} checked={look.spotlight} onChange={(spotlight) => changeLook({ spotlight })} />
      <Switch label={words.freeze} checked={look.freezeOpening} onChange={(freezeOpening) => changeLook({ freezeOpening })} />
      <Field label={words.strip} hint={words.stripHint}>
        {(control) => <input {...control} className="input" value={look.nameStrip} maxLength={80} placeholder="{player}" onChange={(event) => changeLook({ nameStrip: event.target.value })} />}
      </Field>
      <div className="export-line"><span id={id}>{words.speed}</span>
        <SegmentedControl label={words.speed} value={String(look.speed) as '1' | '0.5' | '0.25'} options={([1, 0.5, 0.25] as const).map((speed) => ({ value: String(speed) as '1', label: words.speeds[speed] }))} onChange={(value) => changeLook({ speed: Number(value) as 1 | 0.5 | 0.25 })} />
      </div>
    </Folded>
  );
}
