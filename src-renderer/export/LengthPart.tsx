/** How long and how large: rolls, longest clip, a reel of the best, a size that is not passed, the height of the pictures. */
import type { Tuning } from '../../src-shared/domain/settings.ts';
import { SegmentedControl } from '../components/SegmentedControl.tsx';
import { texts } from '../texts.ts';
import { changeOptions, useExportDraft } from './export-draft.ts';
import { lengthSummary } from './export-summary.ts';
import { Folded } from './Folded.tsx';
import { NumberField } from './NumberField.tsx';

const words = texts.review.exportPanel;

export function LengthPart({ tuning }: { tuning: Pick<Tuning, 'preRollSeconds' | 'postRollSeconds'> | null }) {
  const options = useExportDraft((state) => state.options);
  return (
    <Folded title={words.length} summary={lengthSummary(options)} changed={lengthSummary(options) !== words.asFound}>
      <NumberField label={words.before} unit="s" value={options.preRollSeconds} placeholder={String(tuning?.preRollSeconds ?? '')} min={0} max={60} onChange={(preRollSeconds) => changeOptions({ preRollSeconds })} />
      <NumberField label={words.after} unit="s" value={options.postRollSeconds} placeholder={String(tuning?.postRollSeconds ?? '')} min={0} max={60} onChange={(postRollSeconds) => changeOptions({ postRollSeconds })} />
      <NumberField label={words.longest} unit="s" value={options.maxClipSeconds} placeholder={words.any} min={1} max={36_000} onChange={(maxClipSeconds) => changeOptions({ maxClipSeconds })} />
      {options.maxClipSeconds === null ? null : (
        <div className="export-line"><span>{words.whenLonger}</span>
          <SegmentedControl label={words.whenLonger} value={options.whenLonger} options={[{ value: 'cut-off', label: words.cutOff }, { value: 'split', label: words.split }]} onChange={(whenLonger) => changeOptions({ whenLonger })} />
        </div>
      )}
      <NumberField label={words.reel} unit="min" value={options.reelSeconds === null ? null : options.reelSeconds / 60} placeholder={words.allOfThem} min={0.1} max={600} onChange={(minutes) => changeOptions({ reelSeconds: minutes === null ? null : Math.max(5, minutes * 60) })} />
      <p className="field-hint">{words.reelHint}</p>
      <NumberField label={options.combined ? words.underFilm : words.underEach} unit="MB" value={options.maxMegabytes} placeholder={words.any} min={1} max={100_000} onChange={(maxMegabytes) => changeOptions({ maxMegabytes })} />
      <div className="export-line"><span>{words.height}</span>
        <SegmentedControl label={words.height} value={String(options.maxHeight)} options={['null', '1080', '720', '480'].map((value) => ({ value, label: value === 'null' ? words.source : `${value}p` }))} onChange={(value) => changeOptions({ maxHeight: value === 'null' ? null : Number(value) })} />
      </div>
    </Folded>
  );
}
