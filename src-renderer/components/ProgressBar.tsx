/** How far something is; `null` when it is moving but not known how far. */
import './ProgressBar.css';

export function ProgressBar({ value, label, tone = 'accent' }: { value: number | null; label: string; tone?: 'accent' | 'good' | 'bad' | 'still' }) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 1000) / 10;
  return (
    <div
      className={`progress progress-${tone}${percent === null ? ' progress-unknown' : ''}`}
      role="progressbar"
      aria-label={label}
      {...(percent === null ? {} : { 'aria-valuenow': Math.floor(percent), 'aria-valuemin': 0, 'aria-valuemax': 100 })}
    >
      <div className="progress-fill" style={percent === null ? undefined : { width: `${percent}%` }} />
    </div>
  );
}
