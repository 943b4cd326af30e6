/** A stretch in which he may have been missed: why it is not in the answer, and the way to have it all the same, or to be rid of it. */
import { formatTime, spanSeconds } from '../../../src-shared/domain/time.ts';
import { Button } from '../../components/Button.tsx';
import { Kbd } from '../../components/Kbd.tsx';
import type { MissedStretch } from '../../stores/missed-stretches.ts';
import { texts } from '../../texts.ts';
import { CropStrip } from './CropStrip.tsx';
import { EvidenceList } from './EvidenceList.tsx';
import { judge } from './judge-deeds.ts';

const words = texts.review;

export function MissedCard({ missed }: { missed: MissedStretch }) {
  const seen = missed.source === 'held-back';
  return (
    <article className="why" aria-label={words.maybeMissed}>
      <header className="why-head">
        <h2 className="tabular">{formatTime(missed.start, 1)} – {formatTime(missed.end, 1)}</h2>
        <span className="why-verdict why-verdict-unreviewed">{seen ? words.heldBack : words.notSeen}</span>
      </header>
      <p>{words.whyMissed[missed.why]}{seen ? '' : ` ${words.besideHis}`}</p>
      <p className="why-facts soft tabular">
        {seen ? words.seen(words.seconds(missed.observedSeconds), words.seconds(spanSeconds(missed))) : words.seconds(spanSeconds(missed))} · {words.chance(Math.round(missed.confidence * 100))}
      </p>
      <div className="why-verdict-pair">
        <Button className="verdict-yes" icon="add" onClick={() => judge('accept')}>{words.addMissed} <Kbd action="review.accept" /></Button>
        <Button className="verdict-no" icon="close" onClick={() => judge('reject')}>{words.reject} <Kbd action="review.reject" /></Button>
      </div>
      <CropStrip crops={missed.crops} span={missed} />
      {seen ? <EvidenceList evidence={missed.evidence} /> : null}
    </article>
  );
}
