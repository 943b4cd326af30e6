/** The reasons: of the selected segment, of a passage that may have been missed, or, with nothing selected, of the answer as a whole. */
import type { JobView } from '../../../src-shared/domain/job.ts';
import { selectedMissed, selectedSegment, useReview } from '../../stores/review-store.ts';
import { AnswerCard } from './AnswerCard.tsx';
import { MissedCard } from './MissedCard.tsx';
import { WhyCard } from './WhyCard.tsx';
import './WhyPanel.css';

export function WhyPanel({ job }: { job: JobView }) {
  const segment = useReview(selectedSegment);
  const missed = useReview(selectedMissed);
  if (segment !== null) return <WhyCard segment={segment} />;
  if (missed !== null) return <MissedCard missed={missed} />;
  return <AnswerCard job={job} />;
}
