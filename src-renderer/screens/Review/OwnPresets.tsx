/** The user's own settings under a name: choose, keep, forget. */
import { useState } from 'react';
import type { PresetName, Tuning } from '../../../src-shared/domain/settings.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { dropPreset, keepPreset, useOwnPresets, type OwnPreset } from '../../stores/own-presets.ts';
import { texts } from '../../texts.ts';

const words = texts.review.askPanel;

export function OwnPresets({ now, onChoose }: { now: { preset: PresetName; tuning: Tuning }; onChoose: (preset: OwnPreset) => void }) {
  const presets = useOwnPresets((state) => state.presets);
  const [name, setName] = useState<string | null>(null);
  const current = presets.find((one) => one.preset === now.preset && JSON.stringify(one.tuning) === JSON.stringify({ ...now.tuning, detectStride: one.tuning.detectStride })) ?? null;
  if (name !== null) {
    const keep = (): void => {
      if (name.trim() !== '') keepPreset({ name: name.trim(), preset: now.preset, tuning: now.tuning });
      setName(null);
    };
    return (
      <div className="own-presets">
        <input
          className="input" autoFocus type="text" maxLength={60} aria-label={words.presetName} placeholder={words.presetName} value={name} onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') { event.preventDefault(); keep(); }
            if (event.key === 'Escape') setName(null);
          }}
        />
        <Button small onClick={keep} disabled={name.trim() === ''}>{words.presetKeep}</Button>
      </div>
    );
  }
  return (
    <div className="own-presets">
      <select
        className="input" aria-label={words.presetOwn} value={current?.name ?? ''} disabled={presets.length === 0}
        onChange={(event) => {
          const chosen = presets.find((one) => one.name === event.target.value);
          if (chosen !== undefined) onChoose(chosen);
        }}
      >
        <option value="">{presets.length === 0 ? words.presetNone : words.presetOwn}</option>
        {presets.map((one) => <option key={one.name} value={one.name}>{one.name}</option>)}
      </select>
      {current === null ? <Button small onClick={() => setName('')}>{words.presetKeepAs}</Button> : <IconButton small icon="trash" label={words.presetForget(current.name)} onClick={() => dropPreset(current.name)} />}
    </div>
  );
}
