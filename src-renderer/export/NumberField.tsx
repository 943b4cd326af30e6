/** A number that may be left out: empty means "as usual", which the placeholder says. */
import { useId, useState } from 'react';

interface NumberFieldProps {
  label: string;
  unit: string;
  value: number | null;
  /** What holds while it is empty. */
  placeholder: string;
  min: number;
  max: number;
  onChange: (value: number | null) => void;
}

export function NumberField({ label, unit, value, placeholder, min, max, onChange }: NumberFieldProps) {
  const id = useId();
  const [text, setText] = useState<string | null>(null);
  const shown = text ?? (value === null ? '' : String(value));
  const typed = Number(shown.replace(',', '.'));
  const wrong = shown.trim() !== '' && !(Number.isFinite(typed) && typed >= min && typed <= max);
  return (
    <div className="export-line">
      <label htmlFor={id}>{label}</label>
      <span className="export-number">
        <input
          id={id} className="input" inputMode="decimal" value={shown} placeholder={placeholder} {...(wrong ? { 'aria-invalid': true, title: `${min}–${max}` } : {})}
          onChange={(event) => {
            setText(event.target.value);
            const next = Number(event.target.value.replace(',', '.'));
            if (event.target.value.trim() === '') onChange(null);
            else if (Number.isFinite(next) && next >= min && next <= max) onChange(next);
          }}
          onBlur={() => setText(null)}
        />
        <span className="faint">{unit}</span>
      </span>
    </div>
  );
}
