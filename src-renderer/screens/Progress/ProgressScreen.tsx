import { ScreenHeader } from '../../components/ScreenHeader.tsx';
import { texts } from '../../texts.ts';

export function ProgressScreen({ jobId }: { jobId: string }) {
  return <ScreenHeader title={texts.games.title} subtitle={jobId} />;
}
