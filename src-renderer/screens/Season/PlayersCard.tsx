/** The players whom every game shares: edited here, or brought from a spreadsheet. */
import { useRef } from 'react';
import { JerseyNumber } from '../../../src-shared/domain/target.ts';
import type { PlayerProfile } from '../../../src-shared/domain/team.ts';
import { parsePlayers, playersToCsv } from '../../../src-shared/team-csv.ts';
import { call } from '../../bridge.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { attempt, notify, notifyError } from '../../stores/app-store.ts';
import { texts } from '../../texts.ts';

const words = texts.desktop.season;

export function PlayersCard({ players, onChange }: { players: readonly PlayerProfile[]; onChange: (players: readonly PlayerProfile[]) => void }) {
  const file = useRef<HTMLInputElement>(null);
  const store = async (next: readonly PlayerProfile[]): Promise<void> => {
    onChange(next);
    await attempt(call('setPlayers', { players: [...next] }));
  };
  const change = (at: number, part: Partial<PlayerProfile>): void => void store(players.map((player, index) => (index === at ? { ...player, ...part } : player)));
  const bring = async (list: FileList | null): Promise<void> => {
    const chosen = list?.[0];
    if (chosen === undefined) return;
    try {
      const found = parsePlayers(await chosen.text());
      const kept = players.filter((player) => !found.some((one) => one.number === player.number && one.jerseyColor === player.jerseyColor));
      await store([...kept, ...found]);
      notify({ level: 'info', message: words.imported(found.length) });
    } catch (thrown) {
      notifyError(thrown);
    }
  };
  const save = async (): Promise<void> => {
    const path = await attempt(call('saveTable', { name: 'players', text: playersToCsv(players) }));
    if (path !== null) notify({ level: 'info', message: texts.desktop.log.saved(path) });
  };
  return (
    <section className="settings-card">
      <h2>{words.roster}</h2>
      <p className="settings-hint">{words.rosterHint}</p>
      <ul className="players" aria-label={words.roster}>
        {players.map((player, index) => (
          <li key={`${player.number} ${player.jerseyColor ?? ''} ${index}`}>
            <input className="input tabular" aria-label={words.number} defaultValue={player.number} size={3} onBlur={(event) => { const parsed = JerseyNumber.safeParse(event.target.value); if (parsed.success && parsed.data !== player.number) change(index, { number: parsed.data }); else event.target.value = player.number; }} />
            <input className="input" aria-label={words.name} defaultValue={player.name} maxLength={80} onBlur={(event) => { if (event.target.value.trim() !== player.name) change(index, { name: event.target.value.trim() }); }} />
            <input type="color" aria-label={words.colour} value={player.jerseyColor ?? '#808080'} onChange={(event) => change(index, { jerseyColor: event.target.value })} />
            <input className="input" aria-label={words.note} placeholder={words.note} defaultValue={player.note} maxLength={400} onBlur={(event) => { if (event.target.value !== player.note) change(index, { note: event.target.value }); }} />
            <IconButton icon="trash" small label={`${texts.common.remove} ${player.name || player.number}`} onClick={() => void store(players.filter((_, at) => at !== index))} />
          </li>
        ))}
      </ul>
      <div className="cleanup-actions">
        <Button small icon="add" onClick={() => void store([...players, { number: '', name: '', jerseyColor: null, numberColor: null, note: '' }])}>{words.add}</Button>
        <Button small onClick={() => file.current?.click()}>{words.importRoster}</Button>
        <Button small disabled={players.length === 0} onClick={() => void save()}>{words.exportRoster}</Button>
        <input ref={file} type="file" accept=".csv,text/csv" className="visually-hidden" aria-label={words.importRoster} tabIndex={-1} onChange={(event) => { void bring(event.target.files); event.target.value = ''; }} />
      </div>
    </section>
  );
}
