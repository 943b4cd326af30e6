/** What the user's edits say about who is who: clicks, and judgements on segments with the boxes they speak of. Pure; weighed by `identify`. */
import { singleEditsOf, type Review } from './domain/review.ts';
import type { Segment } from './domain/segment.ts';
import type { Click } from './domain/target.ts';

/** In the order they were made. Of several judgements on one segment the last one counts; a deleted segment says nothing. */
export function evidenceClicks(review: Pick<Review, 'edits'>): Click[] {
  const said = new Map<string, Click[]>();
  for (const edit of singleEditsOf(review)) {
    switch (edit.kind) {
      case 'click': said.set(`click ${edit.id}`, [edit.click]); break;
      case 'add': said.set(edit.newSegmentId, edit.evidence ?? []); break;
      case 'accept': case 'reject': case 'reassign':
        said.delete(edit.segmentId);
        said.set(edit.segmentId, edit.evidence ?? []);
        break;
      case 'unsure': case 'delete': said.delete(edit.segmentId); break;
      case 'trim': case 'split': case 'merge': case 'note': case 'rate': case 'tag': break;
    }
  }
  return [...said.values()].flat();
}

/** Boxes by which a judgement is told to the machine: a yes by its best view, a no by up to three along the passage. */
const viewsOf: Record<Click['kind'], number> = { him: 1, 'not-him': 3 };

/** Clicks on the middles of a passage's best views. Empty for a passage without any: then the judgement is only a word on that passage. */
export function clicksOnViews(passage: Pick<Segment, 'crops' | 'start' | 'end'>, kind: Click['kind']): Click[] {
  const views = passage.crops.filter((crop) => crop.timeSeconds >= passage.start && crop.timeSeconds <= passage.end);
  const read = kind === 'him' ? views.filter((crop) => crop.text !== null) : [];
  const best = (read.length > 0 ? read : views).toSorted((a, b) => a.timeSeconds - b.timeSeconds);
  const count = Math.min(viewsOf[kind], best.length);
  return Array.from({ length: count }, (_, i) => best[Math.round(((i + 0.5) * best.length) / count - 0.5)]!).map(({ timeSeconds, box }) => ({
    timeSeconds: Math.max(0, timeSeconds), x: inPicture(box.x + box.w / 2), y: inPicture(box.y + box.h / 2), kind,
  }));
}

function inPicture(share: number): number {
  return Math.min(1, Math.max(0, share));
}
