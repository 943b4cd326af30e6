/** One row of the list: a segment, or a passage that was held back. */
import { formatTime, spanSeconds } from '../../../src-shared/domain/time.ts';
import type { Rejected } from '../../../src-shared/domain/segment.ts';
import type { ReviewedSegment } from '../../../src-shared/review-layer.ts';
import { Icon, type IconName } from '../../components/Icon.tsx';
import { needsYou } from '../../stores/review-order.ts';
import { texts } from '../../texts.ts';
import type { RowPlace } from './SegmentList.tsx';

const words = texts.review;
const icons: Record<ReviewedSegment['verdict'], IconName | null> = { unreviewed: null, accepted: 'check', rejected: 'close', unsure: 'help' };

interface SegmentRowProps extends RowPlace {
  segment: ReviewedSegment;
  /** Its number in the whole game, from 1. */
  n: number;
  isSelected: boolean;
  onSelect: () => void;
}

export function SegmentRow({ segment, n, isSelected, onSelect, top, position, count, id }: SegmentRowProps) {
  const doubtful = needsYou(segment);
  const percent = Math.round(segment.confidence * 100);
  const icon = icons[segment.verdict];
  const extra = `${doubtful ? `, ${words.needsYou}` : ''}${segment.edited ? `, ${words.yours}` : ''}`;
  return (
    <div
      id={id} className={`segment-row segment-row-${segment.verdict}${doubtful ? ' segment-row-doubt' : ''}`} role="option" tabIndex={-1} style={{ transform: `translateY(${top}px)` }}
      aria-selected={isSelected} aria-posinset={position} aria-setsize={count}
      aria-label={words.row(n, formatTime(segment.start, 1), formatTime(segment.end, 1), words.verdicts[segment.verdict], percent, extra)}
      onClick={onSelect}
    >
      <span className="segment-row-n tabular">{n}</span>
      <span className="segment-row-verdict">{icon === null ? (doubtful ? <span className="doubt-dot" /> : null) : <Icon name={icon} size={14} />}</span>
      <span className="segment-row-words tabular">
        <span>{formatTime(segment.start, 1)} <span className="faint">– {formatTime(segment.end, 1)}</span></span>
        <span className="segment-row-small faint">{words.seconds(spanSeconds(segment))} · {words.endShort[segment.endReason]}{segment.note === '' ? '' : ` · ${segment.note}`}</span>
      </span>
      <span className="segment-row-side tabular">
        <span className={doubtful ? 'segment-row-doubtful' : 'faint'}>{segment.trackIds.length === 0 && segment.edited ? '' : `${percent} %`}</span>
        <span className="segment-row-stars">{'★'.repeat(segment.stars)}</span>
      </span>
    </div>
  );
}

export function MissedRow({ missed, isSelected, onSelect, top, position, count, id }: RowPlace & { missed: Rejected; isSelected: boolean; onSelect: () => void }) {
  return (
    <div
      id={id} className="segment-row" role="option" tabIndex={-1} style={{ transform: `translateY(${top}px)` }} aria-selected={isSelected} aria-posinset={position} aria-setsize={count}
      aria-label={words.missedRow(formatTime(missed.start, 1), formatTime(missed.end, 1), words.whyRejectedShort[missed.why])}
      onClick={onSelect}
    >
      <span className="segment-row-n tabular">{position}</span>
      <span className="segment-row-verdict"><Icon name="help" size={14} /></span>
      <span className="segment-row-words tabular">
        <span>{formatTime(missed.start, 1)} <span className="faint">– {formatTime(missed.end, 1)}</span></span>
        <span className="segment-row-small faint">{words.seconds(missed.observedSeconds)} · {words.whyRejectedShort[missed.why]}</span>
      </span>
      <span className="segment-row-side tabular faint">{Math.round(missed.confidence * 100)} %</span>
    </div>
  );
}
