import { ScreenHeader } from '../../components/ScreenHeader.tsx';
import { texts } from '../../texts.ts';

export function RosterScreen({ jobId }: { jobId: string }) {
  return <ScreenHeader title={texts.roster.title} subtitle={jobId} />;
}
