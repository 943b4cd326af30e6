/** The best views of a passage, cut out of the video as they are shown. A click goes there. */
import { formatTime, type Span } from '../../../src-shared/domain/time.ts';
import type { Crop } from '../../../src-shared/domain/segment.ts';
import { FramePicture } from '../../components/FramePicture.tsx';
import { texts } from '../../texts.ts';
import { seekTo } from './play-deeds.ts';

const shownCrops = 6;

/** `span`: what is left of the passage after the user's edits; views outside it are left out while there are others. */
export function CropStrip({ crops: all, span }: { crops: readonly Crop[]; span: Span }) {
  const crops = cropsWithin(all, span);
  if (crops.length === 0) return null;
  return (
    <section className="crops" aria-label={texts.review.crops}>
      {crops.slice(0, shownCrops).map((crop) => (
        <button key={`${crop.timeSeconds} ${crop.box.x}`} type="button" className="crop" aria-label={texts.review.crop(formatTime(crop.timeSeconds, 1))} onClick={() => seekTo(crop.timeSeconds)}>
          <FramePicture timeSeconds={crop.timeSeconds} box={crop.box} width={88} height={116} />
          <span className="crop-words tabular">{crop.text === null ? '' : <strong>#{crop.text} </strong>}{formatTime(crop.timeSeconds, 1)}</span>
        </button>
      ))}
    </section>
  );
}

/** Joined segments bring their views with them, some of them twice. */
function cropsWithin(crops: readonly Crop[], span: Span): Crop[] {
  const unique = [...new Map(crops.map((crop) => [`${crop.timeSeconds} ${crop.box.x}`, crop])).values()];
  const inside = unique.filter((crop) => crop.timeSeconds >= span.start && crop.timeSeconds <= span.end);
  return inside.length > 0 ? inside : unique;
}
