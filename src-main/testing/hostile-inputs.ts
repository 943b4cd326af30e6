/** Inputs for a schema that are wrong in every way we know: missing, extra, of another kind, out of range, and plainly malicious words. Not random: each run tries the same. */
import { z } from 'zod';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export const hostileValues: readonly Json[] = [
  null, true, -1, 0, 1e308, 0.5, '', ' ', '0', 'false', 'NaN', '../../etc/passwd', '..\\..\\x', '/dev/zero', '/etc', 'file:///etc/passwd', '\\\\host\\share', 'C:\\nul', 'a\0b', '%2e%2e%2f',
  '$(reboot)', '; rm -rf ~', '-i', '--help', 'x'.repeat(100_000), '\u202Etxt.exe', '\uD800', '__proto__', 'constructor', [], [[]], {}, { __proto__: null, length: 1e9 }, { toString: 'x' }, ['../'.repeat(50)],
];

/** One valid-looking value for the schema, made from its JSON schema; then every field replaced, removed or added to. */
export function hostileInputs(schema: z.ZodType): Json[] {
  const sample = sampleOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema);
  const inputs: Json[] = [...hostileValues, sample];
  for (const path of pathsOf(sample)) {
    inputs.push(without(sample, path));
    for (const value of hostileValues) inputs.push(withValue(sample, path, value));
  }
  if (isObject(sample)) inputs.push({ ...sample, unknownField: 1 });
  return inputs;
}

interface JsonSchema {
  type?: string; properties?: Record<string, JsonSchema>; items?: JsonSchema; enum?: Json[]; const?: Json; anyOf?: JsonSchema[]; oneOf?: JsonSchema[]; pattern?: string; default?: Json; minimum?: number;
}

function sampleOf(schema: JsonSchema): Json {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0] ?? null;
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (choice !== undefined) return sampleOf(choice);
  switch (schema.type) {
    case 'object': return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, value]) => [key, sampleOf(value)]));
    case 'array': return schema.items === undefined ? [] : [sampleOf(schema.items)];
    case 'number': case 'integer': return Math.max(1, schema.minimum ?? 1);
    case 'boolean': return false;
    case 'string': return schema.pattern?.includes('{26}') === true ? '0'.repeat(26) : '/nowhere/game.mp4';
    default: return null;
  }
}

function pathsOf(value: Json, path: (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => [[...path, index], ...pathsOf(item, [...path, index])]);
  if (isObject(value)) return Object.entries(value).flatMap(([key, item]) => [[...path, key], ...pathsOf(item, [...path, key])]);
  return [];
}

function withValue(value: Json, [key, ...rest]: (string | number)[], put: Json): Json {
  if (key === undefined) return put;
  const copy = structuredClone(value) as { [key: string | number]: Json };
  copy[key] = withValue(copy[key] ?? null, rest, put);
  return copy;
}

function without(value: Json, path: (string | number)[]): Json {
  const copy = structuredClone(value);
  const holder = path.slice(0, -1).reduce<Json>((inner, key) => (inner as { [key: string | number]: Json })[key] ?? null, copy);
  delete (holder as { [key: string | number]: Json })[path[path.length - 1]!];
  return copy;
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
