/** Whose game this is, how far the review is, and the two things one does next. */
import { formatTime } from '../../../src-shared/domain/time.ts';
import type { JobView } from '../../../src-shared/domain/job.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { ScreenHeader } from '../../components/ScreenHeader.tsx';
import { Swatch } from '../../components/Swatch.tsx';
import { navigate } from '../../stores/app-store.ts';
import { reviewCounts } from '../../stores/review-order.ts';
import { canRedo, canUndo, useReview, useSegments } from '../../stores/review-store.ts';
import { useKeyWords } from '../../stores/shortcuts.ts';
import { texts } from '../../texts.ts';
import { redo, undo } from './judge-deeds.ts';

const words = texts.review;

export function ReviewHeader({ job }: { job: JobView }) {
  const results = useReview((state) => state.results);
  const undoable = useReview(canUndo);
  const redoable = useReview(canRedo);
  const target = results?.target ?? job.record.setup?.target ?? null;
  return (
    <ScreenHeader
      title={job.record.name}
      back={{ label: words.back, onBack: () => navigate({ screen: 'games' }) }}
      subtitle={<span className="target-line">
        {target?.jerseyColor == null ? null : <Swatch color={target.jerseyColor} />}
        <strong>{words.target(target?.jerseyNumber ?? '')}</strong>
        {results === null ? null : <span>{words.times(formatTime(results.times.onScreenSeconds))}</span>}
      </span>}
      actions={<>
        <ReviewCounter />
        <IconButton icon="undo" label={words.actions.undo} action="review.undo" disabled={!undoable} onClick={undo} />
        <IconButton icon="redo" label={words.actions.redo} action="review.redo" disabled={!redoable} onClick={redo} />
        <Button icon="player" disabled={results === null} title={words.actions.ask} action="view.ask" onClick={() => useReview.setState({ panel: 'ask' })}>{words.askPanel.title}</Button>
        <Button kind="primary" icon="export" disabled={results === null} title={words.actions.export} action="view.export" onClick={() => useReview.setState({ panel: 'export' })}>{words.exportNow}</Button>
      </>}
    />
  );
}

/** "6 of 21 need you, about 2 min", then the finish line. */
function ReviewCounter() {
  const segments = useSegments();
  const counts = reviewCounts(segments);
  const key = useKeyWords('review.question');
  if (counts.total === 0) return null;
  const share = 1 - counts.needYou / counts.total;
  if (counts.needYou === 0) {
    return (
      <div className="counter counter-done" role="status" title={words.finishedHint(counts.sure)}>
        <Icon name="check" />
        <span>{words.finished}</span>
      </div>
    );
  }
  return (
    <div className="counter" role="status">
      <button type="button" className="counter-button" title={`${words.actions.question}${key === '' ? '' : ` (${key})`}`} onClick={() => useReview.setState({ panel: 'question', selection: null })}>
        <span><strong>{words.progress(counts.needYou, counts.total)}</strong> <span className="faint">{words.aboutTime(counts.secondsLeft)}</span></span>
        <span className="counter-track"><span className="counter-fill" style={{ width: `${share * 100}%` }} /></span>
      </button>
    </div>
  );
}
