/** One row of the list: a segment, or a stretch in which he may have been missed. */
import type { MouseEvent } from 'react';
import { formatTime, spanSeconds } from '../../../src-shared/domain/time.ts';
import type { ReviewedSegment } from '../../../src-shared/review-layer.ts';
import { Icon, type IconName } from '../../components/Icon.tsx';
import type { MissedStretch } from '../../stores/missed-stretches.ts';
import { needsYou } from '../../stores/review-order.ts';
import { texts } from '../../texts.ts';
import type { RowPlace } from './Rows.tsx';

const words = texts.review;
export const rowHeight = 40;
const icons: Record<ReviewedSegment['verdict'], IconName | null> = { unreviewed: null, accepted: 'check', rejected: 'close', unsure: 'help' };

export interface SegmentRowProps extends RowPlace {
  segment: ReviewedSegment;
  /** Its number in the whole game, from 1. */
  n: number;
  isSelected: boolean;
  /** One of several that the next deed is done to. */
  isPicked: boolean;
  onChoose: (event: MouseEvent) => void;
}

export function SegmentRow({ segment, n, isSelected, isPicked, onChoose, top, position, count, id }: SegmentRowProps) {
  const doubtful = needsYou(segment);
  return (
    <div
      id={id} className={`segment-row segment-row-${segment.verdict}${isPicked ? ' is-picked' : ''}`} role="option" tabIndex={-1} style={{ transform: `translateY(${top}px)` }}
      aria-selected={isSelected || isPicked} aria-posinset={position} aria-setsize={count} aria-label={rowWords(segment, n)}
      data-selected={isSelected} onClick={onChoose}
    >
      <span className="segment-row-n tabular">{n}</span>
      <VerdictMark segment={segment} />
      <span className="segment-row-words tabular">
        <span>{formatTime(segment.start, 1)} <span className="faint">– {formatTime(segment.end, 1)}</span></span>
        <span className="segment-row-small faint">{[words.seconds(spanSeconds(segment)), outcomeWords(segment), ...segment.tags, segment.note].filter((part) => part !== '').join(' · ')}</span>
      </span>
      <span className="segment-row-side tabular">
        <span className={doubtful ? 'segment-row-doubtful' : 'faint'}>{segment.trackIds.length === 0 && segment.edited ? '' : `${Math.round(segment.confidence * 100)} %`}</span>
        <span className="segment-row-stars">{'★'.repeat(segment.stars)}</span>
      </span>
    </div>
  );
}

export function VerdictMark({ segment }: { segment: ReviewedSegment }) {
  const icon = icons[segment.verdict];
  return <span className={`segment-row-verdict verdict-${segment.verdict}`}>{icon === null ? (needsYou(segment) ? <span className="doubt-dot" /> : null) : <Icon name={icon} size={14} />}</span>;
}

/** As a screen reader says it. */
export function rowWords(segment: ReviewedSegment, n: number): string {
  const extra = [needsYou(segment) ? words.needsYou : '', segment.edited ? words.yours : '', segment.reassignedTo === null ? '' : words.isPlayer(segment.reassignedTo.jerseyNumber)].filter((part) => part !== '').map((part) => `, ${part}`).join('');
  return words.row(n, formatTime(segment.start, 1), formatTime(segment.end, 1), words.verdicts[segment.verdict], Math.round(segment.confidence * 100), extra);
}

function outcomeWords(segment: ReviewedSegment): string {
  return segment.reassignedTo === null ? words.endShort[segment.endReason] : words.isPlayer(segment.reassignedTo.jerseyNumber);
}

export function MissedRow({ missed, isSelected, onSelect, top, position, count, id }: RowPlace & { missed: MissedStretch; isSelected: boolean; onSelect: () => void }) {
  return (
    <div
      id={id} className="segment-row" role="option" tabIndex={-1} style={{ transform: `translateY(${top}px)` }} aria-selected={isSelected} aria-posinset={position} aria-setsize={count} data-selected={isSelected}
      aria-label={words.missedRow(formatTime(missed.start, 1), formatTime(missed.end, 1), words.whyMissedShort[missed.why])}
      onClick={onSelect}
    >
      <span className="segment-row-n tabular">{position}</span>
      <span className="segment-row-verdict"><Icon name={missed.source === 'held-back' ? 'help' : 'ban'} size={14} /></span>
      <span className="segment-row-words tabular">
        <span>{formatTime(missed.start, 1)} <span className="faint">– {formatTime(missed.end, 1)}</span></span>
        <span className="segment-row-small faint">{words.seconds(spanSeconds(missed))} · {words.whyMissedShort[missed.why]}</span>
      </span>
      <span className="segment-row-side tabular faint">{Math.round(missed.confidence * 100)} %</span>
    </div>
  );
}
