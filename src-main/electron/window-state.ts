/** Where the window was, kept over restarts; ignored when damaged or when that screen is gone. */
import { readFileSync, writeFileSync } from 'node:fs';
import { screen, type BrowserWindow, type Rectangle } from 'electron';
import { z } from 'zod';

const WindowState = z.object({ x: z.number(), y: z.number(), width: z.number().min(400), height: z.number().min(300), maximised: z.boolean() });
type WindowState = z.infer<typeof WindowState>;

export function readWindowState(file: string): WindowState | null {
  try {
    const state = WindowState.parse(JSON.parse(readFileSync(file, 'utf8')));
    return isOnAScreen(state) ? state : null;
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

function isOnAScreen(bounds: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) =>
    bounds.x < workArea.x + workArea.width && bounds.x + bounds.width > workArea.x && bounds.y >= workArea.y - 10 && bounds.y < workArea.y + workArea.height);
}
