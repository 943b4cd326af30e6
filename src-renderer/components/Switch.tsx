/** On or off, with its words and, below them, what it does. */
import { useId } from 'react';
import './Switch.css';

interface SwitchProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  hint?: string;
  disabled?: boolean;
}

export function Switch({ label, checked, onChange, hint, disabled = false }: SwitchProps) {
  const hintId = useId();
  return (
    <label className="switch">
      <input
        type="checkbox"
        role="switch"
        className="visually-hidden"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        {...(hint === undefined ? {} : { 'aria-describedby': hintId })}
      />
      <span className="switch-track" aria-hidden="true"><span className="switch-knob" /></span>
      <span className="switch-words">
        <span>{label}</span>
        {hint === undefined ? null : <span id={hintId} className="switch-hint">{hint}</span>}
      </span>
    </label>
  );
}
