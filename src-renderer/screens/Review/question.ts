/** "Is this him?": which passage to ask about next, a segment in doubt or one that may have been missed. Pure. */
import { missedOf, shownSegments, type ReviewState } from '../../stores/review-store.ts';
import { byGain, doubtOf, needsYou, type Doubt } from '../../stores/review-order.ts';

export type Question = Doubt & { id: string };

/** A missed passage is asked about only where a picture can be shown and a yes is not far-fetched. */
const leastChance = 0.25;

/** Most to gain first. */
export function questionsOf(state: Pick<ReviewState, 'results' | 'review' | 'deeds' | 'debug'>): Question[] {
  const segments = shownSegments(state).filter(needsYou).map((segment): Question => ({ ...doubtOf(segment), id: segment.id }));
  const missed = missedOf(state).filter((stretch) => stretch.crops.length > 0 && stretch.confidence >= leastChance).map(({ id, start, end, trackIds, confidence }): Question => ({ id, start, end, trackIds, confidence, kind: 'missed' }));
  return byGain([...segments, ...missed]);
}

/** null at the finish line. */
export function nextQuestion(state: Pick<ReviewState, 'results' | 'review' | 'deeds' | 'debug'>, exceptId: string | null): Question | null {
  return questionsOf(state).find((question) => question.id !== exceptId) ?? null;
}
