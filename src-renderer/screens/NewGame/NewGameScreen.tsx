import { ScreenHeader } from '../../components/ScreenHeader.tsx';
import { texts } from '../../texts.ts';

export function NewGameScreen({ jobId }: { jobId: string }) {
  return <ScreenHeader title={texts.newGame.title} subtitle={jobId} />;
}
