import { ScreenHeader } from '../../components/ScreenHeader.tsx';
import { texts } from '../../texts.ts';

export function ReviewScreen({ jobId }: { jobId: string }) {
  return <ScreenHeader title={texts.review.title} subtitle={jobId} />;
}
