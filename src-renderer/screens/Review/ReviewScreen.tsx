/** The review of one game: opens it, keeps it current, and shows the state it is in. What one does in it is ReviewDesk. */
import { useEffect } from 'react';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { navigate } from '../../stores/app-store.ts';
import { useJob, useJobs } from '../../stores/jobs-store.ts';
import { forgetMissingChunks, keepNear, readTracks } from '../../stores/observations-store.ts';
import { usePlayhead } from '../../stores/playhead.ts';
import { openReview, refreshReview } from '../../stores/review-calls.ts';
import { useReview } from '../../stores/review-store.ts';
import { texts } from '../../texts.ts';
import { ReviewDesk } from './ReviewDesk.tsx';

const words = texts.review;

export function ReviewScreen({ jobId }: { jobId: string }) {
  const job = useJob(jobId);
  const jobsLoaded = useJobs((state) => state.loaded);
  const phase = useReview((state) => state.phase);
  const media = useReview((state) => state.media);
  const openedId = useReview((state) => state.jobId);
  useEffect(() => { void openReview(jobId); }, [jobId]);
  useFollowJob(jobId);

  if (jobsLoaded && job === undefined) return <EmptyState icon="film" title={words.gone} actions={<Games />} />;
  if (phase.state === 'failed' && openedId === jobId) {
    return (
      <EmptyState icon="alert" title={words.openFailed} actions={<><Games /><Button kind="primary" onClick={() => void openReview(jobId)}>{texts.common.tryAgain}</Button></>}>
        <p className="selectable">{phase.error.message}</p>
        <p>{phase.error.next}</p>
      </EmptyState>
    );
  }
  if (job === undefined || media === null || openedId !== jobId) return <div className="review-loading" role="status"><span className="soft">{texts.common.loading}</span></div>;
  return <ReviewDesk key={jobId} job={job} media={media} />;
}

function Games() {
  return <Button onClick={() => navigate({ screen: 'games' })}>{words.back}</Button>;
}

/** Reads again what main says is new: an answer, a chunk, the tracks. */
function useFollowJob(jobId: string): void {
  const newestRun = useJobs((state) => state.newestRun[jobId]);
  const observed = useJobs((state) => state.observedChunks[jobId]);
  const runId = useReview((state) => state.runId);
  const isOpen = useReview((state) => state.jobId === jobId && state.phase.state === 'ready');
  useEffect(() => {
    // An answer that this page asked for is already here.
    if (isOpen && newestRun !== undefined && newestRun !== useReview.getState().runId) void refreshReview(jobId);
  }, [jobId, newestRun, isOpen]);
  useEffect(() => {
    const { media } = useReview.getState();
    if (!isOpen || media === null) return;
    forgetMissingChunks();
    keepNear(media.chunks, usePlayhead.getState().timeSeconds);
  }, [jobId, observed, isOpen]);
  useEffect(() => {
    if (isOpen && runId !== null) void readTracks(jobId);
  }, [jobId, runId, isOpen]);
}
