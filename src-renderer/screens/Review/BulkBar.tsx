/** What can be done to all chosen segments at once; every button has the key that one segment has. */
import { Button, IconButton } from '../../components/Button.tsx';
import { useReview } from '../../stores/review-store.ts';
import { texts } from '../../texts.ts';
import { judge, removeChosen } from './judge-deeds.ts';
import { mergeWithNext } from './segment-deeds.ts';

const words = texts.review;

export function BulkBar({ count }: { count: number }) {
  return (
    <div className="segment-list-foot bulk-bar" role="group" aria-label={words.pickedCount(count)}>
      <span className="bulk-count"><strong className="tabular">{words.pickedCount(count)}</strong><IconButton small icon="close" label={words.letGo} action="view.leave" onClick={() => useReview.setState({ picked: new Set() })} /></span>
      <span className="bulk-deeds">
        <Button small icon="check" action="review.accept" onClick={() => judge('accept')}>{words.yes}</Button>
        <Button small icon="close" action="review.reject" onClick={() => judge('reject')}>{words.no}</Button>
        <Button small action="review.tags" onClick={() => useReview.setState({ dialog: 'tags' })}>{words.tagsTitle}</Button>
        <Button small action="review.reassign" onClick={() => useReview.setState({ dialog: 'reassign' })}>{words.reassignTitle}</Button>
        <Button small icon="link" action="correct.merge" onClick={mergeWithNext}>{words.joinAll}</Button>
        <IconButton small icon="trash" label={words.actions.remove} action="correct.delete" onClick={removeChosen} />
      </span>
    </div>
  );
}
