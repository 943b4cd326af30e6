/** How a game is going: status, honest progress by stage, time left, and what went wrong with what to do. */
import type { JobView } from '../../../src-shared/domain/job.ts';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { percentWords, timeLeftWords } from '../../stores/job-words.ts';
import { texts } from '../../texts.ts';

export function GameState({ job }: { job: JobView }) {
  const { status } = job;
  const moving = status.status === 'running' || status.status === 'cancelling';
  const hasProgress = moving || status.status === 'paused' || ((status.status === 'failed' || status.status === 'cancelled') && status.progress > 0);
  return (
    <div className="game-state">
      <div className="game-state-line">
        <StatusBadge status={status.status} />
        {hasProgress && status.stage !== null ? <span className="soft tabular">{texts.games.stageOf(texts.common.stages[status.stage], percentWords(status.progress))}</span> : null}
        {moving && status.etaSeconds !== null ? <span className="game-eta faint tabular">{timeLeftWords(status.etaSeconds)}</span> : null}
      </div>
      {hasProgress ? <ProgressBar value={status.progress} tone={moving ? 'accent' : 'still'} label={texts.games.progressLabel(job.record.name)} /> : null}
      {status.error === null
        ? <div className="game-message selectable" title={status.message}>{status.message}</div>
        : <div className="game-error selectable"><div>{status.error.message}</div><div className="soft">{status.error.next}</div></div>}
    </div>
  );
}
