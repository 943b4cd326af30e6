/** The words side of the setup: who, which kind of video, what to make. The picture side is in picture/. */
import { useId, type ReactNode } from 'react';
import type { PresetName } from '../../../src-shared/domain/settings.ts';
import { SpeedName, speedEffects, type MeasuredSpeed } from '../../../src-shared/domain/speed.ts';
import type { Click } from '../../../src-shared/domain/target.ts';
import { Field } from '../../components/Field.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Switch } from '../../components/Switch.tsx';
import { useApp } from '../../stores/app-store.ts';
import { speedForecast } from '../../stores/speed-words.ts';
import { texts } from '../../texts.ts';
import { Advanced } from './Advanced.tsx';
import { Areas } from './Areas.tsx';
import { ClickList } from './ClickList.tsx';
import { ColorField } from './ColorField.tsx';
import { KnownPlayers } from './KnownPlayers.tsx';
import { numberError, type AreaKind, type ColorField as ColorName, type DraftErrors, type SetupDraft } from './setup-draft.ts';
import type { Tool } from './tool.ts';

interface SetupFormProps {
  draft: SetupDraft;
  errors: DraftErrors;
  tool: Tool;
  onTool: (tool: Tool) => void;
  onChange: (draft: SetupDraft) => void;
  onGo: (timeSeconds: number) => void;
}

export function SetupForm({ draft, errors, tool, onTool, onChange, onGo }: SetupFormProps) {
  const words = texts.newGame;
  const measured = useApp((state) => state.info?.speeds);
  const color = (field: ColorName, optional: boolean): ReactNode => (
    <ColorField
      label={words[field]}
      value={draft[field]}
      error={errors[field] ?? null}
      optional={optional}
      picking={tool.kind === 'color' && tool.field === field}
      onPick={() => onTool(tool.kind === 'color' && tool.field === field ? { kind: 'him' } : { kind: 'color', field })}
      onChange={(value) => onChange({ ...draft, [field]: value })}
    />
  );
  const draw = (area: AreaKind): void => onTool(tool.kind === 'area' && tool.area === area ? { kind: 'him' } : { kind: 'area', area, corners: [] });
  const remove = (click: Click): void => onChange({ ...draft, clicks: draft.clicks.filter((other) => other !== click) });
  return (
    <>
      <Section>
        <KnownPlayers draft={draft} onChange={onChange} />
        <Field label={words.number} hint={words.numberHint} error={numberError(draft.jerseyNumber) ?? errors.jerseyNumber ?? null}>
          {(control) => <input {...control} className="input setup-number tabular" autoFocus maxLength={8} autoComplete="off" placeholder="17" value={draft.jerseyNumber} onChange={(event) => onChange({ ...draft, jerseyNumber: event.target.value })} />}
        </Field>
        {color('jerseyColor', false)}
        <div className="field">
          <div className="field-head"><span className="field-name">{words.clicks}</span></div>
          <ClickList clicks={draft.clicks} onGo={onGo} onRemove={remove} />
          {errors.clicks === undefined ? null : <div className="field-error">{errors.clicks}</div>}
        </div>
        <Fold title={words.moreColors} marked={draft.opponentColor !== null || draft.numberColor !== null}>
          {color('opponentColor', true)}
          {color('numberColor', true)}
        </Fold>
      </Section>
      <Section>
        <Choice label={words.game} value={draft.preset} options={words.presets} onChange={(preset: PresetName) => onChange({ ...draft, preset })} />
        <Choice label={words.mode} value={draft.mode} options={words.modes} onChange={(mode: SetupDraft['mode']) => onChange({ ...draft, mode })} />
      </Section>
      <Section>
        <Fold title={words.outputs} marked={draft.combined || draft.debugOverlay || draft.maxClipSeconds !== ''}>
          <Switch label={words.combined} checked={draft.combined} onChange={(combined) => onChange({ ...draft, combined })} />
          <Switch label={words.overlay} hint={words.overlayHint} checked={draft.debugOverlay} onChange={(debugOverlay) => onChange({ ...draft, debugOverlay })} />
          <Field label={words.maxClip} hint={words.maxClipHint} error={errors.maxClipSeconds ?? null}>
            {(control) => <div className="advanced-input"><input {...control} className="input tabular" inputMode="decimal" value={draft.maxClipSeconds} onChange={(event) => onChange({ ...draft, maxClipSeconds: event.target.value })} /><span className="faint">{words.seconds}</span></div>}
          </Field>
        </Fold>
        <Fold title={words.areas} marked={draft.playingSurface.length + draft.benches.length + draft.penaltyBoxes.length > 0}>
          <Areas draft={draft} tool={tool} onDraw={draw} onChange={onChange} />
        </Fold>
        <Fold title={words.speed} marked={draft.speed !== 'balanced'}>
          <Choice label={words.speed} value={draft.speed} options={speedOptions(measured)} onChange={(speed: SpeedName) => onChange({ ...draft, speed })} />
        </Fold>
        <Fold title={words.advanced} marked={Object.keys(draft.overrides).length > 0}>
          <Advanced draft={draft} errors={errors} onChange={onChange} />
        </Fold>
      </Section>
    </>
  );
}

function speedOptions(measured: readonly MeasuredSpeed[] | undefined): Record<SpeedName, { name: string; words: string }> {
  const option = (speed: SpeedName) => [speed, { name: texts.newGame.speeds[speed], words: `${speedEffects[speed]} ${speedForecast(speed, measured)}` }];
  return Object.fromEntries(SpeedName.options.map(option)) as Record<SpeedName, { name: string; words: string }>;
}

function Section({ children }: { children: ReactNode }) {
  return <section className="setup-section">{children}</section>;
}

/** Hidden until wanted; a dot says that something inside was set. */
function Fold({ title, marked, children }: { title: string; marked: boolean; children: ReactNode }) {
  return (
    <details className="setup-fold">
      <summary><Icon name="chevronRight" size={13} />{title}{marked ? <span className="setup-dot" aria-label={texts.newGame.somethingSet} role="img" /> : null}</summary>
      <div className="setup-fold-body">{children}</div>
    </details>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: Readonly<Record<Value, { name: string; words: string }>>;
  onChange: (value: Value) => void;
}

/** A few ways to go, each with what it means. */
function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset className="setup-choice">
      <legend>{label}</legend>
      {(Object.keys(options) as Value[]).map((one) => (
        <label key={one} className="setup-option">
          <input type="radio" name={name} checked={one === value} onChange={() => onChange(one)} />
          <span><strong>{options[one].name}</strong><span className="setup-option-words">{options[one].words}</span></span>
        </label>
      ))}
    </fieldset>
  );
}
