/** What is under the pointer: the time, a small picture, and words for the lane pointed at. */
import { formatTime } from '../../src-shared/domain/time.ts';
import { FramePicture } from '../components/FramePicture.tsx';
import { useTimelineView } from '../stores/timeline-view.ts';
import { describeHover } from './describe-hover.ts';
import { lanesHeight } from './lanes.ts';
import type { TimelineScene } from './timeline-scene.ts';
import { xToTime } from './time-scale.ts';

export interface HoverPlace { x: number; y: number; width: number }

const pictureWidth = 160;

export function TimelineHover({ at, scene }: { at: HoverPlace; scene: TimelineScene }) {
  const view = useTimelineView((state) => state.view);
  const time = xToTime(view, at.width, at.x);
  const step = (view.end - view.start) / at.width;
  // Pictures at rounded times are found again when the pointer comes back.
  const grain = Math.max(0.2, 2 ** Math.ceil(Math.log2(step * 8)));
  const left = Math.min(Math.max(0, at.x - pictureWidth / 2), at.width - pictureWidth);
  return (
    <div className="timeline-hover" style={{ left, bottom: lanesHeight + 26, width: pictureWidth }} aria-hidden="true">
      <FramePicture timeSeconds={Math.round(time / grain) * grain} box={null} width={pictureWidth} height={90} />
      <div className="timeline-hover-words tabular">
        <strong>{formatTime(time, step < 0.1 ? 2 : 1)}</strong>
        <span>{describeHover(scene, time, at.y, step)}</span>
      </div>
    </div>
  );
}
