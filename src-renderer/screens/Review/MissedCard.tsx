/** A passage that was seen and not reported: why, and the way to have it all the same. */
import { formatTime } from '../../../src-shared/domain/time.ts';
import type { Rejected } from '../../../src-shared/domain/segment.ts';
import { Button } from '../../components/Button.tsx';
import { texts } from '../../texts.ts';
import { CropStrip } from './CropStrip.tsx';
import { EvidenceList } from './EvidenceList.tsx';
import { addSegment } from './segment-deeds.ts';

const words = texts.review;

export function MissedCard({ missed }: { missed: Rejected }) {
  return (
    <article className="why" aria-label={words.heldBack}>
      <header className="why-head">
        <h2 className="tabular">{formatTime(missed.start, 1)} – {formatTime(missed.end, 1)}</h2>
        <span className="why-verdict why-verdict-unreviewed">{words.heldBack}</span>
      </header>
      <p>{words.whyRejected[missed.why]}</p>
      <p className="why-facts soft tabular">{words.seen(words.seconds(missed.observedSeconds), words.seconds(missed.end - missed.start))} · {words.sure(Math.round(missed.confidence * 100))}</p>
      <div className="why-verdicts"><Button kind="primary" icon="add" onClick={() => addSegment(missed.start, missed.end)}>{words.addMissed}</Button></div>
      <CropStrip crops={missed.crops} span={missed} />
      <EvidenceList evidence={missed.evidence} />
    </article>
  );
}
