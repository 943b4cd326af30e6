/** The stages in order, each ticked, under way, stopped or still to come. */
import type { JobView } from '../../../src-shared/domain/job.ts';
import { Icon } from '../../components/Icon.tsx';
import { stageMarks, type StageMark } from '../../stores/job-words.ts';
import { texts } from '../../texts.ts';

export function StageList({ job }: { job: JobView }) {
  const words: Record<StageMark, string> = {
    done: texts.games.progress.stageDone, now: texts.games.progress.stageNow, waiting: texts.games.progress.stageWaiting, stopped: texts.games.progress.stageStopped,
  };
  return (
    <ol className="stage-list">
      {stageMarks(job).map(({ stage, mark }) => (
        <li key={stage} className={`stage stage-${mark}`} {...(mark === 'now' ? { 'aria-current': 'step' as const } : {})}>
          <span className="stage-mark">{mark === 'done' ? <Icon name="check" size={12} /> : mark === 'stopped' ? <Icon name="close" size={12} /> : null}</span>
          <span>{texts.common.stages[stage]}</span>
          <span className="visually-hidden">, {words[mark]}</span>
        </li>
      ))}
    </ol>
  );
}
