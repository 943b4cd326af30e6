import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const tool = path.resolve('dist/tools/observe-kill.mjs');
const ready = existsSync(tool) && existsSync(path.join(process.env['SHIFTCLIPPER_RESOURCES'] ?? 'resources', 'models/prepared/manifest.json'));

it.skipIf(!ready)('observations are the same bytes from one process, or from two that are killed in the middle (skipped before "npm run build"; "node dist/tools/observe-kill.mjs" kills 25 times)', { timeout: 240_000 }, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [tool, '--kills', '2']);
  expect(JSON.parse(stdout)).toMatchObject({ kills: 2, files: 3, different: 0 });
});
