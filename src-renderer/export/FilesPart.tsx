/** How files are cut, in which format, and what they are called. */
import { Field } from '../components/Field.tsx';
import { SegmentedControl } from '../components/SegmentedControl.tsx';
import { changesPictures } from '../../src-shared/contract/export-options.ts';
import { unknownPlaceholders } from '../../src-shared/safe-file-name.ts';
import { texts } from '../texts.ts';
import { changeOptions, useExportDraft, usualOptions } from './export-draft.ts';
import { filesSummary } from './export-summary.ts';
import { Folded } from './Folded.tsx';

const words = texts.review.exportPanel;

export function FilesPart() {
  const options = useExportDraft((state) => state.options);
  const { mode, container, encoder, audio, nameTemplate } = options;
  const unknown = unknownPlaceholders(nameTemplate);
  const error = nameTemplate.trim() === '' ? words.nameEmpty : unknown.length > 0 ? words.nameWrong(unknown[0]!) : null;
  return (
    <Folded title={words.files2} summary={filesSummary(options)} changed={filesSummary(options) !== filesSummary(usualOptions)}>
      <div className="export-line"><span>{words.how}</span>
        <SegmentedControl label={words.how} value={mode} options={(['exact', 'smart', 'copy'] as const).map((value) => ({ value, label: words.modes[value], title: words.modeHints[value] }))} onChange={(value) => changeOptions({ mode: value })} />
      </div>
      <p className="field-hint">{changesPictures(options) ? words.exactNeeded : words.modeHints[mode]}</p>
      <div className="export-line"><span>{words.format}</span>
        <SegmentedControl label={words.format} value={container} options={(['mp4', 'mov', 'mkv'] as const).map((value) => ({ value, label: value.toUpperCase() }))} onChange={(value) => changeOptions({ container: value })} />
      </div>
      <div className="export-line"><span>{words.audio}</span>
        <SegmentedControl label={words.audio} value={audio} options={(['all', 'first', 'none'] as const).map((value) => ({ value, label: words.audios[value] }))} onChange={(value) => changeOptions({ audio: value })} />
      </div>
      {mode === 'exact' ? (
        <div className="export-line"><span>{words.encoder}</span>
          <SegmentedControl label={words.encoder} value={encoder} options={(['software', 'hardware'] as const).map((value) => ({ value, label: words.encoders[value], title: words.encoderHints[value] }))} onChange={(value) => changeOptions({ encoder: value })} />
        </div>
      ) : null}
      <Field label={words.name} hint={words.nameHint} error={error}>
        {(control) => <input {...control} className="input" value={nameTemplate} maxLength={200} onChange={(event) => changeOptions({ nameTemplate: event.target.value })} />}
      </Field>
    </Folded>
  );
}
