/** Runs the tool that makes the app's own forms of the fetched models, when the tool or a model has changed. */
import fs from 'node:fs';
import path from 'node:path';
import { sha256OfFile, writeAtomically } from '../lib/checksum.mjs';
import { dist, modelsFolder, resources, toolsFolder } from '../lib/paths.mjs';
import { run } from '../lib/run-process.mjs';
import { say, secondsSince, SetupError } from '../lib/say.mjs';

const tool = path.join(dist, 'tools', 'prepare-models.mjs');
const stampFile = path.join(toolsFolder, 'prepared-models.txt');

/** Throws SetupError when a model that is there can not be prepared. */
export async function ensurePreparedModels() {
  if (!fs.existsSync(tool) || !fs.existsSync(path.join(modelsFolder, 'yolov8n.onnx'))) return;
  const stamp = await stampNow();
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === stamp) return;
  const started = performance.now();
  say('models: preparing …');
  const result = await run(process.execPath, [tool], { output: 'stderr', env: { SHIFTCLIPPER_RESOURCES: resources }, timeoutSeconds: 600 });
  if (result.code !== 0) throw new SetupError(`the models could not be prepared (exit code ${result.code})`, `node ${path.relative(process.cwd(), tool)}`);
  writeAtomically(stampFile, await stampNow());
  say(`models: prepared in ${secondsSince(started)}`);
}

/** Over the tool, and over names and sizes of the models and of what was made of them. @returns {Promise<string>} */
async function stampNow() {
  const prepared = path.join(modelsFolder, 'prepared');
  const files = [modelsFolder, prepared].flatMap((folder) => (fs.existsSync(folder) ? fs.readdirSync(folder).map((name) => path.join(folder, name)) : []));
  // What was measured there by a running app is not of its making.
  const sizes = files.filter((file) => !/^runner-|\.(part|probe)$/.test(path.basename(file)) && fs.statSync(file).isFile()).map((file) => `${path.relative(modelsFolder, file)} ${fs.statSync(file).size}`);
  return [await sha256OfFile(tool), ...sizes.sort()].join('\n');
}
