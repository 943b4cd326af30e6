/** What can be said about the chosen box, and what a click means while a tool is in the hand. */
import { Button, IconButton } from '../../components/Button.tsx';
import { Kbd } from '../../components/Kbd.tsx';
import { boxesNow } from '../../player/boxes-now.ts';
import { formatTime } from '../../../src-shared/domain/time.ts';
import { useReview } from '../../stores/review-store.ts';
import { texts } from '../../texts.ts';
import { sayOfPicked } from './box-deeds.ts';

const words = texts.review;

export function BoxBar() {
  const tool = useReview((state) => state.tool);
  const picked = useReview((state) => state.pickedTracklet);
  const marks = useReview((state) => state.marks);
  if (tool !== 'look') return <div className="box-bar" role="status">{tool === 'him' ? words.toolHim : words.toolNotHim}</div>;
  if (picked !== null) {
    const box = boxesNow().boxes.find((one) => one.tracklet === picked);
    return (
      <div className="box-bar" role="group" aria-label={words.layers}>
        {box?.number == null ? null : <strong className="tabular">#{box.number.text}</strong>}
        <Button small kind="primary" onClick={() => sayOfPicked('him')}>{words.actions.him}</Button><Kbd action="correct.him" />
        <Button small onClick={() => sayOfPicked('not-him')}>{words.actions.notHim}</Button><Kbd action="correct.not-him" />
        <IconButton small icon="close" label={texts.common.close} keyCap="Esc" onClick={() => useReview.setState({ pickedTracklet: null })} />
      </div>
    );
  }
  if (marks.start === null && marks.end === null) return null;
  const show = (mark: number | null): string => (mark === null ? '…' : formatTime(mark, 2));
  return <div className="box-bar tabular" role="status">{words.marks(show(marks.start), show(marks.end))} <Kbd action="correct.add" /></div>;
}
