import { ScreenHeader } from '../../components/ScreenHeader.tsx';
import { texts } from '../../texts.ts';

export function SettingsScreen() {
  return <ScreenHeader title={texts.settings.title} />;
}
