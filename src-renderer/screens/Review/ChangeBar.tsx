/** What the newest answer changed: found, gone, moved; each can be looked at, all can be taken back. */
import { formatTime } from '../../../src-shared/domain/time.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { useReview } from '../../stores/review-store.ts';
import { resolvesAgain } from '../../stores/pending-review.ts';
import { texts } from '../../texts.ts';
import { seekTo } from './play-deeds.ts';
import { selectSegment } from './choose-deeds.ts';
import { undo } from './judge-deeds.ts';

const words = texts.review;
const shownChips = 8;

export function ChangeBar() {
  const change = useReview((state) => state.change);
  const resolving = useReview((state) => state.resolving);
  const isFromWord = useReview((state) => state.panel !== 'ask' && resolvesAgain(state.review, { kind: 'undo' }));
  if (resolving) return <div className="change-bar" role="status"><span className="spinner" aria-hidden="true" />{words.resolving}</div>;
  if (change === null) return null;
  const chips = [
    ...change.added.map((segment) => ({ segment, tone: 'good', go: () => selectSegment(segment.id) })),
    ...change.moved.map(({ after }) => ({ segment: after, tone: 'moved', go: () => selectSegment(after.id) })),
    ...change.removed.map((segment) => ({ segment, tone: 'gone', go: () => seekTo(segment.start) })),
  ];
  const parts = [
    change.added.length > 0 ? words.changeAdded(change.added.length) : null,
    change.moved.length > 0 ? words.changeMoved(change.moved.length) : null,
    change.removed.length > 0 ? words.changeRemoved(change.removed.length) : null,
  ].filter((part) => part !== null);
  return (
    <div className="change-bar" role="status">
      <span><span className="soft">{words.change}:</span> <strong>{parts.join(', ')}</strong></span>
      <span className="change-chips">
        {chips.slice(0, shownChips).map(({ segment, tone, go }) => <button key={`${tone} ${segment.id}`} type="button" className={`change-chip change-chip-${tone} tabular`} onClick={go}>{formatTime(segment.start, 1)}</button>)}
        {chips.length > shownChips ? <span className="faint">+{chips.length - shownChips}</span> : null}
      </span>
      {isFromWord ? <Button small onClick={undo}>{words.takeBack}</Button> : null}
      <IconButton small icon="close" label={texts.common.dismiss} onClick={() => useReview.setState({ change: null })} />
    </div>
  );
}
