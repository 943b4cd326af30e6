/** Answers about the app itself, for the page without an app behind it. */
import type { InputOf, OutputOf } from '../../src-shared/contract/api.ts';
import type { desktopApi } from '../../src-shared/contract/desktop-api.ts';
import { defaultPreferences } from '../../src-shared/domain/preferences.ts';
import { fakeId } from './fake-jobs.ts';

type Fakes = { [Call in Exclude<keyof typeof desktopApi, 'addSampleGame'>]: (input: InputOf<Call>) => OutputOf<Call> };

const checks: OutputOf<'checkHealth'> = [
  { name: 'redis', light: 'good', message: 'The queue is there: built in', next: '', mend: null },
  { name: 'workers', light: 'bad', message: 'No worker is running, so games wait.', next: 'Start it again.', mend: 'revive-workers' },
  { name: 'disk', light: 'warn', message: '3.1 GB free in /home/sam', next: 'Free some space.', mend: 'free-space' },
];

const noUpdate: OutputOf<'getUpdate'> = { state: 'not-set-up', version: null, fraction: null, canInstall: false, message: 'No update feed is set, so the app never asks.' };

export const fakeDesktop: Fakes = {
  checkHealth: () => checks,
  mendHealth: () => checks.map((check) => ({ ...check, light: 'good' as const, mend: null })),
  storageUse: () => ({ freeBytes: 3.1e9, games: [{ jobId: fakeId(3), name: 'Rink demo', bytes: 412e6, parts: { seen: 80e6, preview: 300e6, clips: 30e6, rest: 2e6 }, knowsPeople: true }], queueBytes: 2e6, logBytes: 4e5 }),
  freeGameSpace: () => ({ bytes: 330e6 }),
  forgetPeople: () => ({ bytes: 80e6 }),
  getPreferences: () => defaultPreferences,
  setPreferences: (changes) => ({ ...defaultPreferences, ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) }),
  getAppLog: () => [{ time: '2026-03-07T18:32:00.000Z', level: 'info', from: 'main', message: 'services ready' }],
  saveSupportBundle: () => '/home/sam/shiftclipper-support.tar.gz',
  packGame: () => '/home/sam/Rink demo.shiftclipper',
  unpackGame: () => null,
  getPlayers: () => [{ number: '17', name: 'Robin', jerseyColor: '#b3131f', numberColor: null, note: '' }],
  setPlayers: ({ players }) => players,
  getSeason: () => [1, 2, 3].map((n) => ({ jobId: fakeId(n), game: `Game ${n}`, date: `2026-0${n}-07T10:00:00.000Z`, number: '17', jerseyColor: '#b3131f', onScreenSeconds: 300 + n * 90, segments: 10 + n, shifts: n === 2 ? null : 6 + n, source: 'target' as const })),
  saveTable: () => '/home/sam/season.csv',
  getUpdate: () => noUpdate,
  checkForUpdate: () => noUpdate,
  fetchUpdate: () => noUpdate,
  installUpdate: () => noUpdate,
};
