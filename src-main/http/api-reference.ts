/** The reference of all calls as Markdown, made from the contract that checks them: name, what goes in, what comes out. Run by scripts/api-reference.ts. */
import { z } from 'zod';
import { api, type CallName } from '../../src-shared/contract/api.ts';
import { openCalls, routes } from './routes.ts';

interface Schema { type?: string | string[]; properties?: Record<string, Schema>; required?: string[]; items?: Schema; enum?: unknown[]; const?: unknown; anyOf?: Schema[]; oneOf?: Schema[]; description?: string; pattern?: string; minimum?: number; maximum?: number }

export function apiReference(): string {
  const names = Object.keys(api) as CallName[];
  return [
    '# The calls of ShiftClipper',
    '',
    'Made from `src-shared/contract/api.ts` by `npm run api-reference`. The page, the command line and HTTP make the same calls; each input is checked by the schema shown here, unknown fields are refused.',
    'Over HTTP (`npm run cli -- serve`) a call is `POST /calls/<name>` with its input as JSON; the whole description in OpenAPI form is `GET /openapi.json`. “window only” calls are not reachable over HTTP.',
    '',
    '## Routes',
    '',
    '| route | call | what it does |',
    '|---|---|---|',
    ...routes.map(({ method, path, call, about }) => `| \`${method} ${path}\` | \`${call}\` | ${about} |`),
    '',
    '## Calls',
    '',
    ...names.flatMap((name) => [`### \`${name}\`${openCalls.includes(name) ? '' : ' (window only)'}`, '', `- in: \`${shape(schemaOf(api[name].input, 'input'))}\``, `- out: \`${shape(schemaOf(api[name].output, 'output'))}\``, '']),
  ].join('\n');
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Schema {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Schema;
}

const deepest = 2;

/** A type in one line, as one would write it in TypeScript; what lies deeper is shown as …. */
function shape(schema: Schema, depth = 0): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' / ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return choices.map((choice) => shape(choice, depth + 1)).join(' / ');
  if (schema.type === 'array') return `${shape(schema.items ?? {}, depth + 1)}[]`;
  if (schema.type === 'object') {
    const fields = Object.entries(schema.properties ?? {});
    if (fields.length === 0) return '{}';
    if (depth > deepest) return '{ … }';
    return `{ ${fields.map(([name, field]) => `${name}${schema.required?.includes(name) === true ? '' : '?'}: ${shape(field, depth + 1)}`).join(', ')} }`;
  }
  return Array.isArray(schema.type) ? schema.type.join(' / ') : (schema.type ?? 'any');
}
