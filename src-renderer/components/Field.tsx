/** A labelled place for input: words above, the control, then either what is wrong or a hint. */
import { useId, type ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import './Field.css';

/** What the control must carry so that the words around it are read out with it. */
export interface FieldControlProps {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** What is wrong with the value; replaces the hint. */
  error?: string | null;
  /** Small things at the right of the label, such as a reset button. */
  aside?: ReactNode;
  children: (control: FieldControlProps) => ReactNode;
}

export function Field({ label, hint, error = null, aside, children }: FieldProps) {
  const id = useId();
  const wordsId = `${id}-words`;
  const hasWords = error !== null || hint !== undefined;
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={id}>{label}</label>
        {aside}
      </div>
      {children({ id, ...(hasWords ? { 'aria-describedby': wordsId } : {}), ...(error === null ? {} : { 'aria-invalid': true as const }) })}
      {error !== null
        ? <div id={wordsId} className="field-error" role="alert"><Icon name="alert" size={13} /><span>{error}</span></div>
        : hint === undefined ? null : <div id={wordsId} className="field-hint">{hint}</div>}
    </div>
  );
}
