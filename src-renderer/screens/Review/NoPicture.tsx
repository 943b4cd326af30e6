/** In place of the picture: why there is none, and what to do about it. */
import type { JobView } from '../../../src-shared/domain/job.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { attempt } from '../../stores/app-store.ts';
import { putJob } from '../../stores/jobs-store.ts';
import { texts } from '../../texts.ts';
import type { VideoSource } from '../../player/use-video-source.ts';

const words = texts.review;

export function NoPicture({ source, job }: { source: VideoSource; job: JobView }) {
  switch (source.state) {
    case 'ready': return <div className="no-picture soft" role="status">{words.videoLoading}</div>;
    case 'preparing': return (
      <EmptyState icon="film" title={words.videoPreparing}>
        <p>{words.videoPreparingBody}</p>
        <ProgressBar value={null} label={words.videoPreparing} />
      </EmptyState>
    );
    case 'missing': return (
      <EmptyState icon="link" title={words.videoMissing} actions={<Button kind="primary" onClick={() => void relink(job.record.id)}>{words.relink}</Button>}>
        <p className="selectable faint">{job.record.videoPath}</p>
        <p>{words.videoMissingBody}</p>
      </EmptyState>
    );
    case 'unplayable': return <EmptyState icon="alert" title={words.videoUnplayable}><p>{words.videoPreparingBody}</p></EmptyState>;
  }
}

/** The first chosen file becomes the game's video; main refuses another one than the original. */
async function relink(jobId: string): Promise<void> {
  const paths = await attempt(call('chooseVideos', {}));
  const videoPath = paths?.[0];
  if (videoPath === undefined) return;
  const job = await attempt(call('relinkJob', { jobId, videoPath }));
  if (job !== null) putJob(job);
}
