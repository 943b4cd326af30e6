/** Every number of the analysis with its unit, its effect and the way back to the preset. */
import { presets, tuningEffects } from '../../../src-shared/domain/settings.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { Field } from '../../components/Field.tsx';
import { texts } from '../../texts.ts';
import { tuningNames, tuningRange, withOverride, type DraftErrors, type SetupDraft, type TuningName } from './setup-draft.ts';
import './Advanced.css';

interface AdvancedProps {
  draft: SetupDraft;
  errors: DraftErrors;
  onChange: (draft: SetupDraft) => void;
}

export function Advanced({ draft, errors, onChange }: AdvancedProps) {
  const changed = Object.keys(draft.overrides).length;
  return (
    <div className="advanced">
      {changed === 0 ? null
        : <div className="advanced-changed"><span className="soft">{texts.newGame.advancedChanged(changed)}</span><Button small kind="quiet" icon="undo" onClick={() => onChange({ ...draft, overrides: {} })}>{texts.newGame.resetAll}</Button></div>}
      {tuningNames.map((name) => <TuningField key={name} name={name} draft={draft} error={errors[name] ?? null} onChange={onChange} />)}
    </div>
  );
}

function TuningField({ name, draft, error, onChange }: { name: TuningName; draft: SetupDraft; error: string | null; onChange: (draft: SetupDraft) => void }) {
  const words = texts.newGame;
  const typed = draft.overrides[name];
  const preset = String(presets[draft.preset][name]);
  const { min, max } = tuningRange(name);
  const { unit, effect } = tuningEffects[name];
  const label = words.tuning[name];
  return (
    <Field
      label={label}
      hint={effect}
      error={error}
      aside={typed === undefined ? null : <span className="advanced-reset faint">{words.presetValue(preset)}<IconButton small icon="undo" label={words.resetOne(label)} onClick={() => onChange(withOverride(draft, name, null))} /></span>}
    >
      {(control) => (
        <div className="advanced-input">
          <input
            {...control}
            className={`input tabular${typed === undefined ? '' : ' advanced-touched'}`}
            inputMode="decimal"
            title={`${min}–${max}`}
            value={typed ?? preset}
            onChange={(event) => onChange({ ...draft, overrides: { ...draft.overrides, [name]: event.target.value } })}
            onBlur={(event) => onChange(withOverride(draft, name, event.target.value))}
          />
          <span className="faint">{unit}</span>
        </div>
      )}
    </Field>
  );
}
