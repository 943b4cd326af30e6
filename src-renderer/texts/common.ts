import type { JobStatusName, StageName } from '../../src-shared/domain/job.ts';

const stages: Record<StageName, string> = {
  probe: 'Checking the video', proxy: 'Preparing a preview', observe: 'Watching the game', link: 'Following players', identify: 'Finding him', segment: 'Making segments', cut: 'Cutting clips', overlay: 'Drawing the overlay', finish: 'Verifying',
};

const statuses: Record<JobStatusName, string> = {
  created: 'New', ready: 'Ready', queued: 'Waiting', running: 'Running', paused: 'Paused', cancelling: 'Cancelling…', cancelled: 'Cancelled', done: 'Done', 'done-no-segments': 'Nothing found', failed: 'Failed',
};

export const common = {
  appName: 'ShiftClipper',
  mainNavigation: 'Screens',
  games: 'Games',
  settings: 'Settings',
  shortcuts: 'Keyboard shortcuts',
  searchShortcuts: 'Search shortcuts',
  noShortcutMatches: 'No shortcut matches.',
  changeKey: (action: string) => `Change the key of: ${action}`,
  changeKeyTip: 'Click to give it another key',
  resetKey: (action: string) => `Back to the usual key of: ${action}`,
  resetAllKeys: 'Back to the usual keys',
  pressKey: 'Press the new key, Esc keeps the old',
  keyTaken: (action: string) => `is already: ${action}.`,
  takeKey: 'Use it here instead',
  noKey: 'no key',
  everywhere: 'Everywhere',
  back: 'Back',
  backToGames: 'Back to games',
  close: 'Close',
  cancel: 'Cancel',
  dismiss: 'Dismiss',
  undo: 'Undo',
  remove: 'Remove',
  reset: 'Reset',
  loading: 'Loading…',
  notices: 'Messages',
  details: 'Details',
  tryAgain: 'Try again',
  stages,
  statuses,
  unknown: 'not known',
  theme: 'Theme',
  themes: { system: 'System', dark: 'Dark', light: 'Light' },
  gameGone: 'This game is no longer in the list.',
  crashTitle: 'Something in this window broke',
  crashBody: 'Your games and analyses are safe: they live outside this window. The error was written to the log.',
  crashReload: 'Reload the window',
  noBridge: 'This page works inside the ShiftClipper app. Start the app to use it.',
  timeLeft: {
    seconds: (count: number) => `${count} s left`,
    minutes: (count: number) => `${count} min left`,
    hours: (hours: number, minutes: number) => (minutes === 0 ? `${hours} h left` : `${hours} h ${minutes} min left`),
  },
  percent: (whole: number) => `${whole} %`,
} as const;
