/** Everyone whose number was read: pick one and his passages appear, without looking at the video again. */
import { useState } from 'react';
import type { JobView, SetupInput } from '../../../src-shared/domain/job.ts';
import type { RosterEntry } from '../../../src-shared/domain/segment.ts';
import { call } from '../../bridge.ts';
import { Banner } from '../../components/Banner.tsx';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ScreenHeader } from '../../components/ScreenHeader.tsx';
import { navigate, notifyError } from '../../stores/app-store.ts';
import { useJob, useJobs } from '../../stores/jobs-store.ts';
import { useMedia } from '../../stores/media-store.ts';
import { useRoster } from '../../stores/roster-store.ts';
import { texts } from '../../texts.ts';
import { entryMeant, groupRoster } from './group-roster.ts';
import { TeamTable } from './TeamTable.tsx';
import './RosterScreen.css';

export function RosterScreen({ jobId }: { jobId: string }) {
  const job = useJob(jobId);
  const loaded = useJobs((state) => state.loaded);
  const media = useMedia(jobId);
  const roster = useRoster(jobId);
  const [asking, setAsking] = useState<RosterEntry | null>(null);
  const words = texts.roster;
  const toGames = (): void => navigate({ screen: 'games' });
  if (job === undefined) return loaded ? <EmptyState icon="film" title={texts.common.gameGone} actions={<Button onClick={toGames}>{texts.common.backToGames}</Button>} /> : null;
  const ask = async (entry: RosterEntry): Promise<void> => {
    setAsking(entry);
    try {
      await call('ask', { jobId, setup: setupFor(job, entry) });
      navigate({ screen: 'review', jobId });
    } catch (thrown) {
      notifyError(thrown);
      setAsking(null);
    }
  };
  const teams = roster.state === 'ready' ? groupRoster(roster.entries) : [];
  const wanted = roster.state === 'ready' ? entryMeant(roster.entries, job.record.setup?.target ?? null) : null;
  const back = job.hasResults
    ? { label: texts.common.back, onBack: () => navigate({ screen: 'review', jobId }) }
    : { label: texts.common.backToGames, onBack: toGames };
  return (
    <div className="roster">
      <ScreenHeader title={words.title} subtitle={job.record.name} back={back} actions={<Button icon="cursor" onClick={() => navigate({ screen: 'new-game', jobId })}>{words.lookFor}</Button>} />
      <div className="roster-body">
        {roster.state === 'loading' ? <EmptyState icon="players" title={words.loading} />
          : roster.state === 'failed' ? <Banner level="error" next={roster.error.next}>{roster.error.message}</Banner>
            : teams.length === 0 ? <EmptyState icon="players" title={words.emptyTitle}><p>{words.emptyBody}</p></EmptyState>
              : <>
                  <p className="soft">{words.hint}</p>
                  <div className="roster-teams">
                    {teams.map((team) => <TeamTable key={team.team} team={team} media={media.state === 'ready' ? media.media : null} wanted={wanted} asking={asking} onAsk={(entry) => void ask(entry)} />)}
                  </div>
                </>}
      </div>
    </div>
  );
}

/** The same settings, another player: his number and colour; clicks and the number's colour belonged to the one before. */
function setupFor(job: JobView, entry: RosterEntry): SetupInput {
  const target = { jerseyNumber: entry.number, jerseyColor: entry.teamColor };
  return job.record.setup === null ? { target } : { target, settings: job.record.setup.settings };
}
