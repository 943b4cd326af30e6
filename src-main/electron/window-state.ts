/** Where the window was, kept over restarts; ignored when damaged or when that screen is gone. */
import { readFileSync, writeFileSync } from 'node:fs';
import { screen, type BrowserWindow, type Rectangle } from 'electron';

interface WindowState extends Rectangle { maximised: boolean }

const smallest = { width: 400, height: 300 };

export function readWindowState(file: string): WindowState | null {
  try {
    const state: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isWindowState(state) && isOnAScreen(state) ? state : null;
  } catch {
    return null;
  }
}

export function keepWindowState(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    const state: WindowState = { ...window.getNormalBounds(), maximised: window.isMaximized() };
    try {
      writeFileSync(file, JSON.stringify(state));
    } catch {
      // Losing the window's place is no reason to disturb the user.
    }
  });
}

/** By hand: the window does not wait for schemas to be loaded. */
function isWindowState(state: unknown): state is WindowState {
  if (typeof state !== 'object' || state === null) return false;
  const { x, y, width, height, maximised } = state as Partial<Record<keyof WindowState, unknown>>;
  return [x, y, width, height].every(Number.isFinite) && Number(width) >= smallest.width && Number(height) >= smallest.height && typeof maximised === 'boolean';
}

function isOnAScreen(bounds: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) =>
    bounds.x < workArea.x + workArea.width && bounds.x + bounds.width > workArea.x && bounds.y >= workArea.y - 10 && bounds.y < workArea.y + workArea.height);
}
