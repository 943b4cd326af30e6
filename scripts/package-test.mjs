/**
 * `npm run test:package`: starts the packed app that `npm run dist -- --dir` left, as a newcomer would, and walks from the sample game to a verified clip.
 * The app is the very one that is handed out, all fuses set, so it is driven through Chromium's own debugging port and not through Node's inspector.
 * Pictures of each step and the figures lie under artifacts/package/.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { artifacts, fromRoot } from './lib/paths.mjs';
import { withScreen } from './lib/virtual-screen.mjs';
import { say, sayPart, secondsSince, SetupError } from './lib/say.mjs';
import { changedResources } from './package-test/checksums.mjs';
import { newcomersPath } from './package-test/newcomers-path.mjs';
import { startPacked } from './package-test/start-packed.mjs';
import { executableIn, problemsOfPackage, resourcesIn, unpackedFolder } from './packaging/package-layout.mjs';

/** @returns {Promise<number>} exit code */
export async function packageTest() {
  const folder = unpackedFolder();
  if (!fs.existsSync(executableIn(folder))) throw new SetupError(`there is no packed app at ${fromRoot(folder)}`, 'npm run dist -- --dir');
  const started = performance.now();
  sayPart('the packed app at rest');
  const problems = [...problemsOfPackage(folder), ...(await changedResources(resourcesIn(folder)))];
  say(problems.length === 0 ? '✓ complete, fuses as decided, every resource under its checksum' : problems.map((problem) => `✗ ${problem}`).join('\n'));
  if (problems.length > 0) return 1;

  sayPart('from the sample game to the first clip');
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'shiftclipper-package-'));
  const pictures = path.join(artifacts, 'package');
  fs.rmSync(pictures, { recursive: true, force: true });
  fs.mkdirSync(pictures, { recursive: true });
  try {
    const report = await withScreen(async (screen) => {
      const app = await startPacked(executableIn(folder), home, screen);
      try {
        const walked = await newcomersPath(app, home, pictures);
        return { startMs: app.startMs, ...walked, quit: await app.quit() };
      } finally {
        app.end();
      }
    });
    fs.writeFileSync(path.join(pictures, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
    say(`✓ quit by itself with code ${report.quit.code}, nothing left running`);
    say(`the packed app found ${report.segments} passages and exported a verified clip of ${report.clip.seconds.toFixed(2)} s, in ${secondsSince(started)}; pictures and figures under ${fromRoot(pictures)}`);
    return 0;
  } finally {
    fs.cpSync(path.join(home, 'logs'), path.join(pictures, 'logs'), { recursive: true, force: true });
    fs.rmSync(home, { recursive: true, force: true });
  }
}
