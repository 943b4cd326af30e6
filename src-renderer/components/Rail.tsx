/** The narrow bar at the left: where one is and where one can go. */
import { navigate } from '../stores/app-store.ts';
import type { Route } from '../stores/route.ts';
import { texts } from '../texts.ts';
import { Icon, type IconName } from './Icon.tsx';
import { toggleShortcutSheet } from './ShortcutSheet.tsx';
import './Rail.css';

export function Rail({ route }: { route: Route }) {
  return (
    <nav className="rail" aria-label={texts.common.mainNavigation}>
      <Logo />
      <RailButton icon="film" label={texts.common.games} current={route.screen !== 'settings' && route.screen !== 'season'} onClick={() => navigate({ screen: 'games' })} />
      <RailButton icon="clock" label={texts.desktop.season.title} current={route.screen === 'season'} onClick={() => navigate({ screen: 'season' })} />
      <div className="rail-space" />
      <RailButton icon="keyboard" label={texts.common.shortcuts} onClick={toggleShortcutSheet} />
      <RailButton icon="settings" label={texts.common.settings} current={route.screen === 'settings'} onClick={() => navigate({ screen: 'settings' })} />
    </nav>
  );
}

function RailButton({ icon, label, current = false, onClick }: { icon: IconName; label: string; current?: boolean; onClick: () => void }) {
  return (
    <button type="button" className="rail-button" title={label} aria-label={label} {...(current ? { 'aria-current': 'page' as const } : {})} onClick={onClick}>
      <Icon name={icon} size={18} />
    </button>
  );
}

/** Two passages on a line: what the app makes. */
function Logo() {
  return (
    <svg className="rail-logo" width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
      <rect className="rail-logo-ground" width="28" height="28" rx="7" />
      <path className="rail-logo-line" d="M5 14h18" />
      <path className="rail-logo-span" d="M7 14h5M16.5 14H19" />
    </svg>
  );
}
