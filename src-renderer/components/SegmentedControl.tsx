/** One of a few choices, all visible. Native radio buttons underneath, so arrows and screen readers work. */
import { useId } from 'react';
import './SegmentedControl.css';

interface SegmentedControlProps<Value extends string> {
  label: string;
  value: Value;
  options: ReadonlyArray<{ value: Value; label: string; title?: string }>;
  onChange: (value: Value) => void;
}

export function SegmentedControl<Value extends string>({ label, value, options, onChange }: SegmentedControlProps<Value>) {
  const name = useId();
  return (
    <fieldset className="segmented" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className="segmented-option" title={option.title}>
          <input type="radio" className="visually-hidden" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
