/** A colour by swatch, by eye from the picture, or any other; or none. */
import { Button, IconButton } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { texts } from '../../texts.ts';
import './ColorField.css';

const swatches = Object.entries(texts.newGame.colorNames);

interface ColorFieldProps {
  label: string;
  value: string | null;
  error: string | null;
  /** The eyedropper is in the user's hand for this colour. */
  picking: boolean;
  optional?: boolean;
  onPick: () => void;
  onChange: (color: string | null) => void;
}

export function ColorField({ label, value, error, picking, optional = false, onPick, onChange }: ColorFieldProps) {
  const words = texts.newGame;
  const custom = value !== null && !(value in words.colorNames);
  return (
    <div className="field color-field" role="group" aria-label={label}>
      <div className="field-head">
        <span className="field-name">{label}{optional ? <span className="faint color-optional"> {words.optional}</span> : null}</span>
        {value === null ? null : <span className="color-value">
          <span className="color-chip" style={{ background: value }} aria-hidden="true" />
          <code>{value}</code>
          <IconButton small icon="close" label={words.noColor(label)} onClick={() => onChange(null)} />
        </span>}
      </div>
      <div className="color-row">
        {swatches.map(([color, name]) => (
          <button key={color} type="button" className="color-swatch" style={{ background: color }} aria-label={`${label}: ${name}`} title={name} aria-pressed={value === color} onClick={() => onChange(color)} />
        ))}
        <label className={`color-swatch color-other${custom ? ' color-other-set' : ''}`} title={words.otherColor(label)} style={custom ? { background: value } : undefined}>
          <input type="color" aria-label={words.otherColor(label)} value={value ?? '#888888'} onChange={(event) => onChange(event.target.value)} />
        </label>
      </div>
      <Button small icon="eyedropper" className={picking ? 'color-picking' : ''} aria-pressed={picking} aria-label={words.pickFromPicture(label)} onClick={onPick}>{words.pickShort}</Button>
      {error === null ? null : <div className="field-error" role="alert"><Icon name="alert" size={13} /><span>{error}</span></div>}
    </div>
  );
}
