/** Players of the season, offered again: one choice fills in number and colours. Shown only when there are any; the fields below stay the truth. */
import type { PlayerProfile } from '../../../src-shared/domain/team.ts';
import { call } from '../../bridge.ts';
import { Field } from '../../components/Field.tsx';
import { useAsked } from '../../stores/use-asked.ts';
import { texts } from '../../texts.ts';
import type { SetupDraft } from './setup-draft.ts';

const askPlayers = (): Promise<readonly PlayerProfile[]> => call('getPlayers', {});

export function KnownPlayers({ draft, onChange }: { draft: SetupDraft; onChange: (draft: SetupDraft) => void }) {
  const words = texts.newGame;
  const [players] = useAsked(askPlayers, null);
  const offered = (players ?? []).filter(({ number }) => number !== '');
  if (offered.length === 0) return null;
  const chosen = offered.findIndex((player) => player.number === draft.jerseyNumber && player.jerseyColor === draft.jerseyColor);
  const take = (player: PlayerProfile | undefined): void => {
    if (player !== undefined) onChange({ ...draft, jerseyNumber: player.number, jerseyColor: player.jerseyColor, numberColor: player.numberColor });
  };
  const note = offered[chosen]?.note ?? '';
  return (
    <Field label={words.knownPlayer} {...(note === '' ? {} : { hint: note })}>
      {(control) => (
        <select {...control} className="input" value={chosen} onChange={(event) => take(offered[Number(event.target.value)])}>
          <option value={-1}>{words.noKnownPlayer}</option>
          {offered.map((player, index) => <option key={`${player.number} ${player.jerseyColor ?? ''} ${player.name}`} value={index}>{words.knownPlayerName(player.number, player.name)}</option>)}
        </select>
      )}
    </Field>
  );
}
