/** Why a segment is one: how sure, where it begins and ends and why, best views, what speaks for and against; and the verdict. */
import { formatTime, spanSeconds } from '../../../src-shared/domain/time.ts';
import type { ReviewedSegment } from '../../../src-shared/review-layer.ts';
import { Button } from '../../components/Button.tsx';
import { Kbd } from '../../components/Kbd.tsx';
import { needsYou } from '../../stores/review-order.ts';
import { texts } from '../../texts.ts';
import { CropStrip } from './CropStrip.tsx';
import { EvidenceList } from './EvidenceList.tsx';
import { NoteAndStars } from './NoteAndStars.tsx';
import { seekTo } from './play-deeds.ts';
import { useReview } from '../../stores/review-store.ts';
import { judge } from './judge-deeds.ts';

const words = texts.review;

export function WhyCard({ segment }: { segment: ReviewedSegment }) {
  const percent = Math.round(segment.confidence * 100);
  const isOnlyYours = segment.evidence.length === 0 && segment.edited;
  return (
    <article className="why" aria-label={words.why}>
      <header className="why-head">
        <h2 className="tabular">{formatTime(segment.start, 1)} – {formatTime(segment.end, 1)}</h2>
        <span className={`why-verdict why-verdict-${needsYou(segment) ? 'doubt' : segment.verdict}`}>{needsYou(segment) ? words.needsYou : words.verdicts[segment.verdict]}</span>
      </header>
      <p className="why-facts soft tabular">
        {words.seen(words.seconds(segment.observedSeconds), words.seconds(spanSeconds(segment)))}{segment.edited ? ` · ${words.yours}` : ''}{segment.reassignedTo === null ? '' : ` · ${words.isPlayer(segment.reassignedTo.jerseyNumber)}`}
      </p>
      {isOnlyYours ? null : (
        <div className="why-sure">
          <div className="why-meter" aria-hidden="true"><span className={needsYou(segment) ? 'why-meter-doubt' : ''} style={{ width: `${percent}%` }} /></div>
          <strong className="tabular">{words.sure(percent)}</strong>
        </div>
      )}
      <div className="why-verdict-pair">
        <Button className={`verdict-yes${segment.verdict === 'accepted' ? ' is-chosen' : ''}`} icon="check" aria-pressed={segment.verdict === 'accepted'} onClick={() => judge('accept')}>{words.accept} <Kbd action="review.accept" /></Button>
        <Button className={`verdict-no${segment.verdict === 'rejected' ? ' is-chosen' : ''}`} icon="close" aria-pressed={segment.verdict === 'rejected'} onClick={() => judge('reject')}>{words.reject} <Kbd action="review.reject" /></Button>
      </div>
      <div className="why-more">
        <Button small kind="quiet" action="review.unsure" aria-pressed={segment.verdict === 'unsure'} onClick={() => judge('unsure')}>{words.unsure}</Button>
        <Button small kind="quiet" action="review.reassign" onClick={() => useReview.setState({ dialog: 'reassign' })}>{words.actions.reassign}</Button>
      </div>
      <CropStrip crops={segment.crops} span={segment} />
      <dl className="why-edges">
        <dt><button type="button" className="why-edge" onClick={() => seekTo(segment.start)}>{words.begins} <span className="tabular">{formatTime(segment.start, 2)}</span></button></dt>
        <dd>{words.startReasons[segment.startReason]}</dd>
        <dt><button type="button" className="why-edge" onClick={() => seekTo(segment.end - 0.05)}>{words.ends} <span className="tabular">{formatTime(segment.end, 2)}</span></button></dt>
        <dd>{words.endReasons[segment.endReason]}</dd>
      </dl>
      <EvidenceList evidence={segment.evidence} />
      <NoteAndStars key={segment.id} segment={segment} />
    </article>
  );
}
