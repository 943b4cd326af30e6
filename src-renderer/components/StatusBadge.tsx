/** A job's status in one word, with a dot that does not rely on colour alone. */
import type { JobStatusName } from '../../src-shared/domain/job.ts';
import { texts } from '../texts.ts';
import './StatusBadge.css';

const tones: Record<JobStatusName, 'quiet' | 'busy' | 'good' | 'warn' | 'bad'> = {
  created: 'quiet', ready: 'quiet', queued: 'quiet', running: 'busy', paused: 'warn', cancelling: 'warn', cancelled: 'quiet', done: 'good', 'done-no-segments': 'warn', failed: 'bad',
};

export function StatusBadge({ status }: { status: JobStatusName }) {
  return <span className={`status status-${tones[status]}`}>{texts.common.statuses[status]}</span>;
}
