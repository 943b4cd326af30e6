/** The window: a narrow rail, one screen, and what floats above every screen. */
import { lazy, Suspense, useEffect } from 'react';
import { DropAnywhere } from './components/DropAnywhere.tsx';
import { ErrorBoundary } from './components/ErrorBoundary.tsx';
import { Rail } from './components/Rail.tsx';
import { ShortcutSheet, toggleShortcutSheet } from './components/ShortcutSheet.tsx';
import { Toasts } from './components/Toasts.tsx';
import { GamesScreen } from './screens/Games/GamesScreen.tsx';
import { NewGameScreen } from './screens/NewGame/NewGameScreen.tsx';
import { ProgressScreen } from './screens/Progress/ProgressScreen.tsx';
import { RosterScreen } from './screens/Roster/RosterScreen.tsx';
import { SeasonScreen } from './screens/Season/SeasonScreen.tsx';
import { SettingsScreen } from './screens/Settings/SettingsScreen.tsx';
import { navigate, useApp } from './stores/app-store.ts';
import { routeToHash, type Route } from './stores/route.ts';
import { listenForShortcuts, useShortcuts } from './stores/shortcuts.ts';
import { texts } from './texts.ts';
import { Tour } from './tour/Tour.tsx';
import './App.css';

// Reading observations and drawing them is half of the page's code; the list of games need not wait for it.
const ReviewScreen = lazy(async () => ({ default: (await import('./screens/Review/ReviewScreen.tsx')).ReviewScreen }));

export function App() {
  const route = useApp((state) => state.route);
  useEffect(listenForShortcuts, []);
  useShortcuts(texts.common.everywhere, [
    { id: 'app.shortcuts', keys: ['?'], label: texts.common.shortcuts, run: toggleShortcutSheet },
    { id: 'app.games', keys: ['mod+1'], label: texts.common.games, run: () => navigate({ screen: 'games' }) },
    { id: 'app.season', keys: ['mod+2'], label: texts.desktop.season.title, run: () => navigate({ screen: 'season' }) },
    { id: 'app.settings', keys: ['mod+,'], label: texts.common.settings, run: () => navigate({ screen: 'settings' }) },
  ]);
  return (
    <div className="app">
      <Rail route={route} />
      <main className="app-screen">
        <ErrorBoundary key={routeToHash(route)}><Suspense><Screen route={route} /></Suspense></ErrorBoundary>
      </main>
      <Tour route={route} />
      <DropAnywhere />
      <Toasts />
      <ShortcutSheet />
    </div>
  );
}

function Screen({ route }: { route: Route }) {
  switch (route.screen) {
    case 'games': return <GamesScreen />;
    case 'new-game': return <NewGameScreen jobId={route.jobId} />;
    case 'progress': return <ProgressScreen jobId={route.jobId} />;
    case 'review': return <ReviewScreen jobId={route.jobId} />;
    case 'roster': return <RosterScreen jobId={route.jobId} />;
    case 'season': return <SeasonScreen />;
    case 'settings': return <SettingsScreen />;
  }
}
