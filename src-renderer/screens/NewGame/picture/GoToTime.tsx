/** A small field for going to a time that is known: `12:34`. */
import { useState } from 'react';
import { texts } from '../../../texts.ts';
import { parseTime } from '../../../timeline/parse-time.ts';

export function GoToTime({ now, onGo }: { now: () => number; onGo: (timeSeconds: number) => void }) {
  const [bad, setBad] = useState(false);
  return (
    <input
      className="input go-to-time tabular"
      aria-label={texts.newGame.timeField}
      title={bad ? texts.newGame.timeBad : texts.newGame.timeField}
      placeholder={texts.newGame.timeField}
      aria-invalid={bad}
      onChange={() => setBad(false)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        const time = parseTime(event.currentTarget.value, now());
        setBad(time === null);
        if (time === null) return;
        onGo(time);
        event.currentTarget.value = '';
      }}
    />
  );
}
