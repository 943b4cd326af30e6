/** One segment as a card: its best view large enough to know him by. */
import { formatTime, spanSeconds } from '../../../src-shared/domain/time.ts';
import { FramePicture } from '../../components/FramePicture.tsx';
import { needsYou } from '../../stores/review-order.ts';
import { texts } from '../../texts.ts';
import { rowWords, VerdictMark, type SegmentRowProps } from './SegmentRow.tsx';

const words = texts.review;
export const cardHeight = 158;
export const cardsAcross = 3;
const picture = { width: 84, height: 110 };

export function SegmentCard({ segment, n, isSelected, isPicked, onChoose, top, left, width, position, count, id }: SegmentRowProps) {
  const crop = segment.crops.find((one) => one.text !== null) ?? segment.crops[0];
  return (
    <div
      id={id} className={`segment-card segment-card-${segment.verdict}${isPicked ? ' is-picked' : ''}`} role="option" tabIndex={-1} style={{ top, left, width, height: cardHeight }}
      aria-selected={isSelected || isPicked} aria-posinset={position} aria-setsize={count} aria-label={rowWords(segment, n)} data-selected={isSelected}
      onClick={onChoose}
    >
      <span className="segment-card-picture">
        <FramePicture timeSeconds={crop?.timeSeconds ?? (segment.start + segment.end) / 2} box={crop?.box ?? null} {...picture} />
        <VerdictMark segment={segment} />
      </span>
      <span className="segment-card-words tabular">
        <span>{formatTime(segment.start)} <span className="faint">{words.seconds(spanSeconds(segment))}</span></span>
        <span className={needsYou(segment) ? 'segment-row-doubtful' : 'faint'}>{Math.round(segment.confidence * 100)} %<span className="segment-row-stars"> {'★'.repeat(segment.stars)}</span></span>
      </span>
    </div>
  );
}
