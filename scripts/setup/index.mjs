/** Setup: what must be on this machine before a command can do its job. Safe to repeat; quick when nothing is missing. */
import { say, SetupError } from '../lib/say.mjs';
import { ensureElectron } from './electron.mjs';
import { ensureFfmpeg } from './ffmpeg.mjs';
import { ensureModels } from './models.mjs';
import { ensureRedis } from './redis.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/**
 * Tries everything before it complains, so that a person learns at once of all that is missing.
 * @param {{ window: boolean, models?: readonly string[] }} wanted `window`: whether Electron is needed too; `models`: ids beside the usual ones
 */
export async function ensureTools({ window, models }) {
  const steps = [ensureFfmpeg, ...(process.env['REDIS_URL'] ? [] : [ensureRedis]), () => ensureModels(models), ...(window ? [ensureElectron, ensureSystemPackages] : [])];
  const problems = [];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw new SetupError(`missing:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
}

/** `npm run setup [-- --model <id>]`. @param {readonly string[]} args */
export async function setUp(args) {
  const models = args.flatMap((word, index) => (args[index - 1] === '--model' ? [word] : []));
  await ensureTools({ window: true, models });
  say('setup: everything is there');
}
