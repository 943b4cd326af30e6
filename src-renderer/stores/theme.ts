/** Dark, light or as the system says; remembered in this page's storage and shown as `data-theme` on <html>. */
import { create } from 'zustand';

export const themeChoices = ['system', 'dark', 'light'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

interface ThemeState {
  choice: ThemeChoice;
  /** What is really shown; canvases redraw when it changes. */
  shown: 'dark' | 'light';
}

const storageKey = 'theme';
const systemIsLight = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: light)');

export const useTheme = create<ThemeState>()(() => ({ choice: 'system', shown: 'dark' }));

/** Applies the remembered choice and follows the system from then on. */
export function startTheme(): void {
  setTheme(rememberedChoice());
  systemIsLight().addEventListener('change', () => apply(useTheme.getState().choice));
}

export function setTheme(choice: ThemeChoice): void {
  try {
    localStorage.setItem(storageKey, choice);
  } catch {
    // A page without storage keeps the choice until it is closed.
  }
  apply(choice);
}

function apply(choice: ThemeChoice): void {
  const shown = choice === 'system' ? (systemIsLight().matches ? 'light' : 'dark') : choice;
  document.documentElement.dataset['theme'] = shown;
  useTheme.setState({ choice, shown });
}

function rememberedChoice(): ThemeChoice {
  try {
    return themeChoices.find((choice) => choice === localStorage.getItem(storageKey)) ?? 'system';
  } catch {
    return 'system';
  }
}
