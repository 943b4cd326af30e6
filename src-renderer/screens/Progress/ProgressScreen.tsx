/** How the analysis is going: stages, parts, time left, and the way out. Leads to the review by itself when it ends while being watched. */
import { useEffect, useRef } from 'react';
import type { JobView } from '../../../src-shared/domain/job.ts';
import { Banner } from '../../components/Banner.tsx';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { HealthBanner } from '../../components/HealthBanner.tsx';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { ScreenHeader } from '../../components/ScreenHeader.tsx';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { Swatch } from '../../components/Swatch.tsx';
import { navigate } from '../../stores/app-store.ts';
import { doJobAction } from '../../stores/job-actions.ts';
import { actionsFor, percentWords, timeLeftWords, whomWords } from '../../stores/job-words.ts';
import { useJob, useJobs } from '../../stores/jobs-store.ts';
import { useMedia, useThumbnail } from '../../stores/media-store.ts';
import { useShortcuts } from '../../stores/shortcuts.ts';
import { texts } from '../../texts.ts';
import { ChunkStrip } from './ChunkStrip.tsx';
import { ReadabilityLine } from './ReadabilityLine.tsx';
import { StageList } from './StageList.tsx';
import './ProgressScreen.css';

export function ProgressScreen({ jobId }: { jobId: string }) {
  const job = useJob(jobId);
  const loaded = useJobs((state) => state.loaded);
  const toGames = (): void => navigate({ screen: 'games' });
  if (job !== undefined) return <Progress job={job} toGames={toGames} />;
  return loaded ? <EmptyState icon="film" title={texts.common.gameGone} actions={<Button onClick={toGames}>{texts.common.backToGames}</Button>} /> : null;
}

function Progress({ job, toGames }: { job: JobView; toGames: () => void }) {
  const { record, status } = job;
  const words = texts.games.progress;
  const media = useMedia(record.id);
  const picture = useThumbnail(record.id);
  const sawItGoing = useRef(false);
  useEffect(() => {
    if (status.status === 'running' || status.status === 'queued') sawItGoing.current = true;
    else if (sawItGoing.current && job.hasResults && (status.status === 'done' || status.status === 'done-no-segments')) navigate({ screen: 'review', jobId: record.id });
  }, [status.status, job.hasResults, record.id]);
  const going = status.status === 'running' || status.status === 'queued' || status.status === 'cancelling';
  const finished = status.status === 'done' || status.status === 'done-no-segments';
  // A run that ended before a worker took it stopped nowhere: then no percentage and no ticks.
  const knowsStage = status.stage !== null || finished;
  const actions = actionsFor(job).filter((action) => action !== 'watch');
  useShortcuts(words.title, actions.includes('review-finished') || actions.includes('review')
    ? [{ id: 'progress.review', keys: ['enter'], label: texts.games.actions.review, run: () => navigate({ screen: 'review', jobId: record.id }) }]
    : []);
  return (
    <div className="progress-screen">
      <ScreenHeader title={record.name} subtitle={words.title} back={{ label: texts.common.backToGames, onBack: toGames }} />
      <div className="progress-body">
        <div className="progress-card">
          <HealthBanner />
          <div className="progress-head">
            {typeof picture === 'string' ? <img src={picture} alt="" className="progress-picture" draggable={false} /> : <div className="progress-picture" />}
            <div className="progress-words">
              <div className="progress-whom"><span className="soft">{words.looking}</span>{record.setup?.target.jerseyColor == null ? null : <Swatch size={14} color={record.setup.target.jerseyColor} />}<strong>{whomWords(record.setup)}</strong></div>
              <div className="progress-numbers">
                {knowsStage ? <span className="progress-percent tabular">{percentWords(status.progress)}</span> : null}
                <StatusBadge status={status.status} />
                {going && status.etaSeconds !== null ? <span className="soft tabular">{timeLeftWords(status.etaSeconds)}</span> : null}
              </div>
              {knowsStage || going ? <ProgressBar value={status.status === 'queued' ? null : status.progress} tone={status.status === 'failed' ? 'bad' : going ? 'accent' : status.status === 'done' ? 'good' : 'still'} label={texts.games.progressLabel(record.name)} /> : null}
              <p className="soft selectable" aria-live="polite">{status.message}</p>
            </div>
          </div>
          {status.error === null ? null : <Banner level="error" next={status.error.next}>{status.error.message}</Banner>}
          {media.state === 'ready' && status.status !== 'created' && status.status !== 'ready' ? <ChunkStrip jobId={record.id} chunks={media.media.chunks} allDone={finished} /> : null}
          {going || finished ? <ReadabilityLine jobId={record.id} number={record.setup?.target.jerseyNumber ?? ''} /> : null}
          {knowsStage || going ? <StageList job={job} /> : null}
          <div className="progress-actions">
            {actions.map((action, index) => (
              <Button key={action} kind={index === 0 && !going ? 'primary' : action === 'cancel' ? 'danger' : 'plain'} onClick={() => void doJobAction(job, action)}>{texts.games.actions[action]}</Button>
            ))}
          </div>
          <p className="faint progress-foot">{actions.includes('review-finished') ? words.finishedReview : going ? words.willOpen : status.verified ? words.verified : null}</p>
        </div>
      </div>
    </div>
  );
}
