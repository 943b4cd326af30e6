/** One question at a time: five views of a passage, yes, no, cannot tell. The order is by what an answer sets right. */
import { useEffect } from 'react';
import type { JobView } from '../../../src-shared/domain/job.ts';
import type { Crop } from '../../../src-shared/domain/segment.ts';
import { formatTime, spanSeconds } from '../../../src-shared/domain/time.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { FramePicture } from '../../components/FramePicture.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Kbd } from '../../components/Kbd.tsx';
import { reviewCounts } from '../../stores/review-order.ts';
import { selectedMissed, selectedSegment, useReview, useSegments } from '../../stores/review-store.ts';
import { texts } from '../../texts.ts';
import { EvidenceList } from './EvidenceList.tsx';
import { goToNextDoubt, judge } from './judge-deeds.ts';
import { seekTo } from './play-deeds.ts';
import { questionsOf } from './question.ts';

const words = texts.review;
const shownViews = 5;
const view = { width: 96, height: 128 };

export function QuestionCard({ job }: { job: JobView }) {
  const segments = useSegments();
  const segment = useReview(selectedSegment);
  const missed = useReview(selectedMissed);
  const questions = questionsOf(useReview());
  const counts = reviewCounts(segments);
  const passage = segment ?? missed;
  const hasQuestion = questions.length > 0;
  useEffect(() => { if (passage === null && hasQuestion) goToNextDoubt(); }, [passage, hasQuestion]);
  const number = useReview((state) => state.results?.target.jerseyNumber ?? job.record.setup?.target.jerseyNumber ?? '');
  return (
    <article className="why question" aria-label={words.questionTitle}>
      <header className="why-head">
        <h2>{passage === null ? words.questionDone : number === '' ? words.questionTitle : `${words.questionTitle} ${words.target(number)}`}</h2>
        <IconButton small icon="close" label={texts.common.close} action="view.leave" onClick={() => useReview.setState({ panel: 'why' })} />
      </header>
      <p className="soft tabular" role="status">{hasQuestion ? `${words.questionOf(questions.length)}, ${words.aboutTime(counts.secondsLeft + (questions.length - counts.needYou) * secondsForMissed)}` : words.questionNothing}</p>
      {passage === null ? <p className="question-done"><Icon name="check" /> {words.questionDoneBody}</p> : (
        <>
          <Views crops={passage.crops} />
          <p className="tabular">{formatTime(passage.start, 1)} – {formatTime(passage.end, 1)} <span className="faint">{words.seconds(spanSeconds(passage))}</span>{missed === null ? '' : ` · ${words.questionMissed}`}</p>
          <div className="question-answers">
            <Button className="verdict-yes" onClick={() => judge('accept')}>{words.yes} <Kbd action="review.accept" /></Button>
            <Button className="verdict-no" onClick={() => judge('reject')}>{words.no} <Kbd action="review.reject" /></Button>
            <Button onClick={() => judge('unsure')}>{words.unsure} <Kbd action="review.unsure" /></Button>
          </div>
          <p className="soft question-hint">{words.questionWhole}</p>
          <EvidenceList evidence={passage.evidence} />
        </>
      )}
    </article>
  );
}

/** A missed passage is looked at like a segment in doubt. */
const secondsForMissed = 6;

function Views({ crops }: { crops: readonly Crop[] }) {
  const step = Math.max(1, crops.length / shownViews);
  const shown = Array.from({ length: Math.min(shownViews, crops.length) }, (_, i) => crops[Math.floor(i * step)]!);
  return (
    <section className="crops" aria-label={words.crops}>
      {shown.map((crop) => (
        <button key={`${crop.timeSeconds} ${crop.box.x}`} type="button" className="crop" aria-label={words.crop(formatTime(crop.timeSeconds, 1))} onClick={() => seekTo(crop.timeSeconds)}>
          <FramePicture timeSeconds={crop.timeSeconds} box={crop.box} {...view} />
          {crop.text === null ? null : <span className="crop-words tabular"><strong>#{crop.text}</strong></span>}
        </button>
      ))}
    </section>
  );
}
