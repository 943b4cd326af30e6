/** What keeps the games private: the switch that main enforces. Forgetting people is offered at each game, where its cost is told. */
import { Switch } from '../../components/Switch.tsx';
import { changePreferences, usePreferences } from '../../stores/preferences-store.ts';
import { texts } from '../../texts.ts';

export function PrivacyCard() {
  const preferences = usePreferences((state) => state.preferences);
  const words = texts.desktop.preferences;
  if (preferences === null) return <p className="soft">{texts.common.loading}</p>;
  return <Switch label={words.forbidNetwork} hint={words.forbidNetworkHint} checked={preferences.forbidNetwork} onChange={(forbidNetwork) => void changePreferences({ forbidNetwork })} />;
}
