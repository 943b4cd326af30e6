import { describe, expect, it } from 'vitest';
import { FLEET_PROTOCOL, skewOf } from './fleet.ts';

const host = { protocol: FLEET_PROTOCOL, version: '1.2.0', models: { 'yolov8n-person.onnx': 'a'.repeat(64) }, machine: 'desk' };
const worker = { protocol: FLEET_PROTOCOL, version: '1.2.1', models: { ...host.models, 'other.onnx': 'b'.repeat(64) } };

describe('a worker of another version', () => {
  it.each([
    ['fits with the same protocol and models, whatever else it has', worker, null],
    ['is refused with another protocol', { ...worker, protocol: FLEET_PROTOCOL + 1 }, /protocol 1.*install the same version/],
    ['is refused with another model of the same name', { ...worker, models: { 'yolov8n-person.onnx': 'c'.repeat(64) } }, /yolov8n-person\.onnx.*aaaaaaaaaaaa….*cccccccccccc….*npm run setup/],
    ['is refused without the model', { ...worker, models: {} }, /none of that name/],
  ] as const)('%s', (_, tried, expected) => {
    const skew = skewOf(host, tried);
    if (expected === null) expect(skew).toBeNull();
    else expect(skew).toMatch(expected);
  });
});
