/** An answer of main's for as long as a screen is shown: null until it is there, asked anew when `about` changes. A refusal becomes a notice. */
import { useEffect, useState } from 'react';
import { attempt } from './app-store.ts';

/** `ask` must be the same function at each drawing. */
export function useAsked<Answer>(ask: () => Promise<Answer>, about: unknown): [Answer | null, (answer: Answer) => void] {
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    let shown = true;
    void attempt(ask()).then((found) => {
      if (shown && found !== null) setAnswer(found);
      return null;
    });
    return () => { shown = false; };
  }, [ask, about]);
  return [answer, setAnswer];
}
