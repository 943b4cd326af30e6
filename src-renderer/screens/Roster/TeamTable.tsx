/** One team: number, time, how sure, and when, each row a button that asks for that player. */
import type { RosterEntry } from '../../../src-shared/domain/segment.ts';
import { formatTime, type Span } from '../../../src-shared/domain/time.ts';
import type { MediaInfo } from '../../../src-shared/domain/video.ts';
import { Swatch } from '../../components/Swatch.tsx';
import { percentWords } from '../../stores/job-words.ts';
import { texts } from '../../texts.ts';
import type { TeamOfRoster } from './group-roster.ts';

interface TeamTableProps {
  team: TeamOfRoster;
  media: MediaInfo | null;
  /** Whom the game was last asked for. */
  wanted: RosterEntry | null;
  asking: RosterEntry | null;
  onAsk: (entry: RosterEntry) => void;
}

const doubtfulBelow = 0.5;

export function TeamTable({ team, media, wanted, asking, onAsk }: TeamTableProps) {
  const words = texts.roster;
  const name = words.team(team.letter);
  return (
    <section className="team" aria-label={name}>
      <header className="team-head"><Swatch size={16} color={team.color} /><h2>{name}</h2><span className="faint">{words.players(team.players.length)}</span></header>
      <div className="team-columns faint" aria-hidden="true"><span>{words.number}</span><span>{words.onScreen}</span><span>{words.confidence}</span><span>{words.when}</span></div>
      <ul>
        {team.players.map((player) => (
          <li key={player.number}>
            <button type="button" className="player-row" disabled={asking !== null} aria-label={words.ask(player.number, name)} onClick={() => onAsk(player)}>
              <span className="player-number tabular"><Swatch color={player.teamColor} size={14} />{player.number}</span>
              <span className="tabular">{formatTime(player.onScreenSeconds)} <span className="faint player-passages">{words.passages(player.intervals.length)}</span></span>
              <span className="player-confidence"><span className="meter"><span className="meter-fill" style={{ width: `${player.confidence * 100}%` }} /></span><span className="tabular soft">{percentWords(player.confidence)}</span></span>
              <Intervals intervals={player.intervals} media={media} />
              <span className="player-word faint">{asking === player ? words.asking(player.number) : player.confidence < doubtfulBelow ? words.doubtful : wanted === player ? words.current : ''}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Intervals({ intervals, media }: { intervals: readonly Span[]; media: MediaInfo | null }) {
  if (media === null) return <span />;
  const share = (seconds: number): number => Math.min(100, Math.max(0, (seconds / media.durationSeconds) * 100));
  return (
    <span className="intervals" aria-hidden="true">
      {intervals.map((span) => <span key={span.start} className="interval" style={{ left: `${share(span.start - media.startSeconds)}%`, width: `${share(span.end - span.start)}%` }} title={`${formatTime(span.start)}–${formatTime(span.end)}`} />)}
    </span>
  );
}
