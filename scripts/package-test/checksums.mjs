/** Compares what lies beside a packed app with the checksums that were taken when it was put together. */
import fs from 'node:fs';
import path from 'node:path';
import { sha256OfFile } from '../lib/checksum.mjs';

/** @param {string} resources of a packed app @returns {Promise<string[]>} sentences; empty when all is as it was */
export async function changedResources(resources) {
  const list = path.join(resources, 'checksums.json');
  if (!fs.existsSync(list)) return ['checksums.json is missing'];
  /** @type {{ files: Record<string, string> }} */ const { files } = JSON.parse(fs.readFileSync(list, 'utf8'));
  const problems = [];
  for (const [file, wanted] of Object.entries(files)) {
    const place = path.join(resources, file);
    if (!fs.existsSync(place)) problems.push(`${file} is missing`);
    else if ((await sha256OfFile(place)) !== wanted) problems.push(`${file} has another checksum than when the package was made`);
  }
  return problems;
}
