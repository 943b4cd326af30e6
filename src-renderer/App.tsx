/** The window: a narrow rail, one screen, and what floats above every screen. */
import { lazy, Suspense, useEffect, type ComponentType } from 'react';
import { DropAnywhere } from './components/DropAnywhere.tsx';
import { ErrorBoundary } from './components/ErrorBoundary.tsx';
import { Rail } from './components/Rail.tsx';
import { ShortcutSheet, toggleShortcutSheet } from './components/ShortcutSheet.tsx';
import { Toasts } from './components/Toasts.tsx';
import { GamesScreen } from './screens/Games/GamesScreen.tsx';
import { navigate, useApp } from './stores/app-store.ts';
import { routeToHash, type Route } from './stores/route.ts';
import { listenForShortcuts, useShortcuts } from './stores/shortcuts.ts';
import { texts } from './texts.ts';
import { Tour } from './tour/Tour.tsx';
import './App.css';

// The list of games is what the app opens with; it need not wait for the code of the others.
const NewGameScreen = later(async () => (await import('./screens/NewGame/NewGameScreen.tsx')).NewGameScreen);
const ProgressScreen = later(async () => (await import('./screens/Progress/ProgressScreen.tsx')).ProgressScreen);
const RosterScreen = later(async () => (await import('./screens/Roster/RosterScreen.tsx')).RosterScreen);
const SeasonScreen = later(async () => (await import('./screens/Season/SeasonScreen.tsx')).SeasonScreen);
const SettingsScreen = later(async () => (await import('./screens/Settings/SettingsScreen.tsx')).SettingsScreen);
const ReviewScreen = later(async () => (await import('./screens/Review/ReviewScreen.tsx')).ReviewScreen);

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

/** Schemas must be told first how this page wants them. */
function later<Props>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => {
    await import('./no-eval.ts');
    return { default: await load() };
  });
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
