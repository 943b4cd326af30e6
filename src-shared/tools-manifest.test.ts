import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ModelCatalogue, ToolsManifest } from './tools-manifest.ts';

const tool = { path: '/usr/bin/ffmpeg', version: '5.1', sha256: 'a'.repeat(64), source: 'found on this machine' };

describe('the tools manifest', () => {
  it('may hold only some of the tools, since setup records each as it gets it', () => {
    expect(ToolsManifest.parse({ version: 1, tools: { ffmpeg: tool } })).toEqual({ version: 1, tools: { ffmpeg: tool } });
  });

  it('refuses a checksum that is none', () => {
    expect(ToolsManifest.safeParse({ version: 1, tools: { ffmpeg: { ...tool, sha256: 'latest' } } }).success).toBe(false);
  });

  it('refuses a tool that nobody knows', () => {
    expect(ToolsManifest.safeParse({ version: 1, tools: { curl: tool } }).success).toBe(false);
  });
});

describe('the committed model catalogue', () => {
  const catalogue = ModelCatalogue.parse(JSON.parse(readFileSync(new URL('../resources/models/models.json', import.meta.url), 'utf8')));

  it('has a required model for each task', () => {
    const required = catalogue.models.filter((model) => model.setup === 'required').map((model) => model.task);
    expect([...new Set(required)]).toEqual(['person-detection', 'number-reading']);
  });

  it('gives every file a name of its own', () => {
    const files = catalogue.models.flatMap((model) => [model.file, ...(model.keys ? [model.keys.file] : [])]);
    expect(new Set(files).size).toBe(files.length);
  });
});
