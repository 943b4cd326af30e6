/** The page's start: theme first so nothing flashes, then the stores, then the screens. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { hasBridge, reportPageErrors } from './bridge.ts';
import { ErrorBoundary } from './components/ErrorBoundary.tsx';
import { NoBridge } from './components/NoBridge.tsx';
import { connectStores } from './stores/connect-stores.ts';
import { startTheme } from './stores/theme.ts';
import './styles/tokens.css';
import './styles/base.css';

startTheme();
const root = createRoot(document.getElementById('root')!);
if (hasBridge()) {
  reportPageErrors();
  connectStores();
  root.render(<StrictMode><ErrorBoundary><App /></ErrorBoundary></StrictMode>);
} else {
  root.render(<NoBridge />);
}
