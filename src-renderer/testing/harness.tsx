/** The page on a fake bridge, for looking at it without the app: /testing/harness.html?scene=busy#/games. Never part of the product. */
import { FakeBridge } from './fake-bridge.ts';
import { readTruth } from './fake-results.ts';
import type { SceneName } from './fake-jobs.ts';

const parameters = new URLSearchParams(window.location.search);
const theme = parameters.get('theme');
if (theme !== null) localStorage.setItem('theme', theme);
const bridge = new FakeBridge((parameters.get('scene') ?? 'busy') as SceneName, await readTruth());
bridge.playsInPage = parameters.get('playable') !== 'no';
window.shiftclipper = bridge;
if (parameters.get('still') !== 'yes') bridge.startProgress();
await import('../main.tsx');
