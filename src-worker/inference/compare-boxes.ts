/** How alike two detectors' boxes are. Pure. */
import { overlap, type RawBox } from './decode-heads.ts';

/** Only people that the reference is sure of are counted; the other one may be a little less sure. */
const SURE = 0.3;
const NEARLY_SURE = 0.2;
const SAME_IOU = 0.6;

/** F1 over all pictures, 0–1: each sure box of one must have its own partner among the nearly sure of the other. 1 when neither sees anybody. */
export function agreementOf(reference: readonly (readonly RawBox[])[], other: readonly (readonly RawBox[])[]): number {
  let matched = 0;
  let sure = 0;
  reference.forEach((boxes, picture) => {
    const others = other[picture] ?? [];
    matched += partners(boxes, others) + partners(others, boxes);
    sure += countSure(boxes) + countSure(others);
  });
  return sure === 0 ? 1 : matched / sure;
}

function countSure(boxes: readonly RawBox[]): number {
  return boxes.filter(({ score }) => score >= SURE).length;
}

function partners(boxes: readonly RawBox[], among: readonly RawBox[]): number {
  const taken = new Set<RawBox>();
  let found = 0;
  for (const box of boxes) {
    if (box.score < SURE) continue;
    const partner = among.filter((other) => !taken.has(other) && other.score >= NEARLY_SURE && overlap(box, other) >= SAME_IOU).toSorted((a, b) => overlap(box, b) - overlap(box, a))[0];
    if (partner === undefined) continue;
    taken.add(partner);
    found += 1;
  }
  return found;
}
