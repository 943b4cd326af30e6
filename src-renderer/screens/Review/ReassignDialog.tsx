/** "It is another player": who, from the roster or by number. Typing and Enter are enough. */
import { useState } from 'react';
import type { RosterEntry } from '../../../src-shared/domain/segment.ts';
import type { OtherPlayer } from '../../../src-shared/domain/review.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Swatch } from '../../components/Swatch.tsx';
import { useReview } from '../../stores/review-store.ts';
import { useRoster } from '../../stores/roster-store.ts';
import { texts } from '../../texts.ts';
import { isValidNumber } from './ask-draft.ts';
import { reassign } from './judge-deeds.ts';

const words = texts.review;

export function ReassignDialog({ jobId }: { jobId: string }) {
  const roster = useRoster(jobId);
  const target = useReview((state) => state.results?.target ?? null);
  const [typed, setTyped] = useState('');
  const number = typed.trim().replace(/^#/, '');
  const others = (roster.state === 'ready' ? roster.entries : []).filter((entry) => !(entry.number === target?.jerseyNumber && entry.teamColor === target.jerseyColor));
  const matching = others.filter((entry) => entry.number.startsWith(number));
  const byNumber: OtherPlayer | null = number !== '' && isValidNumber(number) ? { jerseyNumber: number, jerseyColor: null } : null;
  const exact = matching.find((entry) => entry.number === number) ?? (matching.length === 1 ? matching[0] : undefined);
  const close = (): void => useReview.setState({ dialog: null });
  const choose = (to: OtherPlayer): void => {
    close();
    reassign(to);
  };
  const submit = (): void => {
    if (exact !== undefined) choose(playerOf(exact));
    else if (byNumber !== null) choose(byNumber);
  };
  return (
    <Dialog title={words.reassignTitle} onClose={close}>
      <form className="reassign" onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <p className="soft">{words.reassignHint}</p>
        <input className="input tabular" data-initial-focus type="text" inputMode="numeric" maxLength={3} aria-label={words.reassignNumber} placeholder={words.reassignNumber} value={typed} onChange={(event) => setTyped(event.target.value)} />
        <ul className="reassign-list">
          {matching.map((entry) => (
            <li key={`${entry.team} ${entry.number}`}>
              <Button aria-label={words.reassignChoose(entry.number, texts.roster.team(String.fromCharCode(65 + entry.team)))} onClick={() => choose(playerOf(entry))}><Swatch color={entry.teamColor} size={14} /> <span className="tabular">#{entry.number}</span></Button>
            </li>
          ))}
        </ul>
        {exact === undefined && byNumber !== null ? <Button kind="primary" type="submit">{words.reassignTyped(number)}</Button> : null}
        {matching.length === 0 && byNumber === null ? <p className="soft">{roster.state === 'loading' ? texts.roster.loading : words.reassignNone}</p> : null}
      </form>
    </Dialog>
  );
}

function playerOf(entry: RosterEntry): OtherPlayer {
  return { jerseyNumber: entry.number, jerseyColor: entry.teamColor };
}
