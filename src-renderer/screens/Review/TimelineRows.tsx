/** What the user adds under the timeline: pictures and sound, and everybody's shifts. */
import type { JobView } from '../../../src-shared/domain/job.ts';
import type { MediaInfo } from '../../../src-shared/domain/video.ts';
import type { RosterEntry } from '../../../src-shared/domain/segment.ts';
import { Setup } from '../../../src-shared/domain/job.ts';
import { askAgain } from '../../stores/review-calls.ts';
import { useReview } from '../../stores/review-store.ts';
import { useRoster } from '../../stores/roster-store.ts';
import { texts } from '../../texts.ts';
import { FilmStrip } from '../../timeline/FilmStrip.tsx';
import { ShiftChart } from '../../timeline/ShiftChart.tsx';
import { seekTo } from './play-deeds.ts';
import './TimelineRows.css';


export function TimelineRows({ job, media }: { job: JobView; media: MediaInfo }) {
  const film = useReview((state) => state.showFilm);
  const players = useReview((state) => state.showPlayers);
  return (
    <>
      {film ? <div className="timeline-film"><FilmStrip jobId={job.record.id} media={media} /></div> : null}
      {players ? <Players jobId={job.record.id} /> : null}
    </>
  );
}

function Players({ jobId }: { jobId: string }) {
  const roster = useRoster(jobId);
  if (roster.state === 'loading') return <p className="timeline-rows-note soft" role="status">{texts.roster.loading}</p>;
  if (roster.state === 'failed') return <p className="timeline-rows-note soft" role="alert">{roster.error.message} {roster.error.next}</p>;
  if (roster.entries.length === 0) return <p className="timeline-rows-note soft">{texts.roster.emptyTitle}</p>;
  return <ShiftChart players={roster.entries} onSeek={seekTo} onAsk={askForPlayer} />;
}

/** The same settings, another player; clicks showed the one before. */
function askForPlayer(player: RosterEntry): void {
  const { results } = useReview.getState();
  if (results === null) return;
  void askAgain(Setup.parse({ target: { jerseyNumber: player.number, jerseyColor: player.teamColor }, settings: results.settings }));
}

