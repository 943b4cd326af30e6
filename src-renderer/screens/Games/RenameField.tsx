/** The name of a game while it is being changed. Enter keeps, Escape gives up, an empty name changes nothing. */
import { useEffect, useRef } from 'react';
import { texts } from '../../texts.ts';

export function RenameField({ name, onDone }: { name: string; onDone: (name: string | null) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const finished = useRef(false);
  useEffect(() => field.current?.select(), []);
  const done = (value: string | null): void => {
    if (finished.current) return;
    finished.current = true;
    const wanted = value?.trim() ?? '';
    onDone(wanted === '' || wanted === name ? null : wanted);
  };
  return (
    <input
      ref={field}
      className="input game-rename"
      autoFocus
      maxLength={200}
      defaultValue={name}
      aria-label={texts.games.renameField}
      onBlur={(event) => done(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') done(event.currentTarget.value);
        if (event.key === 'Escape') done(null);
      }}
    />
  );
}
