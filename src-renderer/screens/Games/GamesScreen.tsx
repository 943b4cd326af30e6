import { ScreenHeader } from '../../components/ScreenHeader.tsx';
import { texts } from '../../texts.ts';

export function GamesScreen() {
  return <ScreenHeader title={texts.games.title} />;
}
