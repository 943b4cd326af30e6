/** The season: how long each player was seen in each game, as a chart and a table, and the list of players that every game shares. */
import { useState } from 'react';
import type { PlayerProfile, SeasonGame } from '../../../src-shared/domain/team.ts';
import { seasonToCsv } from '../../../src-shared/team-csv.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ScreenHeader } from '../../components/ScreenHeader.tsx';
import { attempt, navigate, notify } from '../../stores/app-store.ts';
import { useAsked } from '../../stores/use-asked.ts';
import { texts } from '../../texts.ts';
import { PlayersCard } from './PlayersCard.tsx';
import { SeasonChart } from './SeasonChart.tsx';
import './SeasonScreen.css';

const words = texts.desktop.season;
const askSeason = (): Promise<readonly SeasonGame[]> => call('getSeason', {});
const askPlayers = (): Promise<readonly PlayerProfile[]> => call('getPlayers', {});

export function SeasonScreen() {
  const [lines] = useAsked(askSeason, null);
  const [known, setPlayers] = useAsked(askPlayers, null);
  const [number, setNumber] = useState('');
  const players = known ?? [];
  if (lines === null) return <p className="soft season-loading">{texts.common.loading}</p>;
  const numbers = [...new Set(lines.map((line) => line.number))].sort((a, b) => Number(a) - Number(b));
  const shown = number === '' ? lines : lines.filter((line) => line.number === number);
  const whoIs = (one: string): string => [`#${one}`, players.find((player) => player.number === one)?.name ?? ''].join(' ').trim();
  const save = async (): Promise<void> => {
    const path = await attempt(call('saveTable', { name: number === '' ? 'season' : `season ${number}`, text: seasonToCsv(shown, players) }));
    if (path !== null) notify({ level: 'info', message: texts.desktop.log.saved(path) });
  };
  return (
    <div className="season">
      <ScreenHeader title={words.title} actions={<Button icon="export" disabled={shown.length === 0} onClick={() => void save()}>{words.save}</Button>} />
      <div className="season-body">
        {lines.length === 0 ? <EmptyState icon="clock" title={words.empty}><p>{words.emptyBody}</p></EmptyState> : (
          <section className="settings-card">
            <div className="season-head">
              <label>{words.player} <select className="input" value={number} onChange={(event) => setNumber(event.target.value)}><option value="">{words.allPlayers}</option>{numbers.map((one) => <option key={one} value={one}>{whoIs(one)}</option>)}</select></label>
              <span className="faint">{words.hint}</span>
            </div>
            {number === '' ? null : <SeasonChart lines={shown} label={words.chart(whoIs(number))} />}
            <SeasonTable lines={shown} whoIs={whoIs} />
          </section>
        )}
        <PlayersCard players={players} onChange={setPlayers} />
      </div>
    </div>
  );
}

function SeasonTable({ lines, whoIs }: { lines: readonly SeasonGame[]; whoIs: (number: string) => string }) {
  const minutes = (seconds: number): string => (seconds / 60).toFixed(1);
  return (
    <table className="season-table">
      <thead><tr><th>{words.date}</th><th>{words.game}</th><th>{words.player}</th><th>{words.minutes}</th><th>{words.shifts}</th><th>{words.passages}</th><th>{words.source}</th></tr></thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.jobId} ${line.number} ${line.jerseyColor ?? ''}`} className={line.source === 'roster' ? 'faint' : ''}>
            <td>{line.date.slice(0, 10)}</td>
            <td><button type="button" className="season-game" onClick={() => navigate({ screen: 'review', jobId: line.jobId })}>{line.game}</button></td>
            <td>{whoIs(line.number)}</td>
            <td className="tabular">{minutes(line.onScreenSeconds)}</td>
            <td className="tabular">{line.shifts ?? '–'}</td>
            <td className="tabular">{line.segments}</td>
            <td>{words.sources[line.source]}</td>
          </tr>
        ))}
      </tbody>
      <tfoot><tr><td colSpan={3}>{words.total}</td><td className="tabular">{minutes(lines.reduce((sum, line) => sum + line.onScreenSeconds, 0))}</td><td className="tabular">{lines.every((line) => line.shifts === null) ? '–' : lines.reduce((sum, line) => sum + (line.shifts ?? 0), 0)}</td><td className="tabular">{lines.reduce((sum, line) => sum + line.segments, 0)}</td><td /></tr></tfoot>
    </table>
  );
}
