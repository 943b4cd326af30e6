/** `npm run api-reference`: writes docs/api.md from the contract. */
import { writeFileSync } from 'node:fs';
import { apiReference } from '../src-main/http/api-reference.ts';

writeFileSync('docs/api.md', apiReference());
process.stderr.write('docs/api.md is written\n');
