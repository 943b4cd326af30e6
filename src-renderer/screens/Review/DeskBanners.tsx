/** What the whole desk should know: the analysis failed or still runs, no worker is there. */
import type { JobView } from '../../../src-shared/domain/job.ts';
import { call } from '../../bridge.ts';
import { Banner } from '../../components/Banner.tsx';
import { Button } from '../../components/Button.tsx';
import { attempt, useApp } from '../../stores/app-store.ts';
import { useReview } from '../../stores/review-store.ts';
import { texts } from '../../texts.ts';

const words = texts.review;

export function DeskBanners({ job }: { job: JobView }) {
  const workers = useApp((state) => state.info?.workers);
  const hasResults = useReview((state) => state.results !== null);
  const { status } = job;
  const noWorker = workers !== undefined && workers.length > 0 && workers.every((worker) => worker.state !== 'ready' && worker.state !== 'starting');
  const isRunning = status.status === 'running' || status.status === 'queued';
  const videoProblem = status.error?.code === 'video-missing' || status.error?.code === 'video-changed';
  return (
    <div className="desk-banners">
      {noWorker ? <Banner level="warn" next={words.noWorkerNext}>{words.noWorker}</Banner> : null}
      {hasResults && status.status === 'failed' && status.error !== null && !videoProblem ? (
        <Banner level="error" next={status.error.next} actions={<Button small onClick={() => void attempt(call('retryJob', { jobId: job.record.id }))}>{texts.common.tryAgain}</Button>}>
          {words.failedTitle}: {status.error.message}
        </Banner>
      ) : null}
      {isRunning && hasResults ? <Banner level="info">{words.runningTitle}: {status.message} ({texts.common.percent(Math.round(status.progress * 100))})</Banner> : null}
    </div>
  );
}
