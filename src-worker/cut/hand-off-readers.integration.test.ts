/**
 * Hand-off files read by other people's readers: ffmpeg (WebVTT) and OpenTimelineIO (OTIO, EDL, FCPXML).
 * The latter is a Python library that the product does not need: `pip install opentimelineio otio-cmx3600-adapter otio-fcpx-xml-adapter`; without it these are skipped.
 */
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterAll, describe, expect, it } from 'vitest';
import { frameOf, secondsOf } from '../../src-shared/hand-off/frame-clock.ts';
import type { HandOffList } from '../../src-shared/hand-off/hand-off-list.ts';
import { writeHandOff, type ListFormat } from '../../src-shared/hand-off/write-hand-off.ts';
import { sampleList } from '../../src-shared/testing/sample-list.ts';
import { runFfprobe } from '../ffmpeg/run-ffmpeg.ts';
import { testContext, testFolder } from '../testing/test-tools.ts';

const folder = testFolder('readers');
afterAll(() => rmSync(folder, { recursive: true }));

it('ffmpeg reads each cue of the WebVTT at its time', async () => {
  const file = path.join(folder, 'game.vtt');
  writeFileSync(file, writeHandOff('webvtt', sampleList));
  const { packets } = await runFfprobe(testContext().tools, ['-show_packets', '-i', file], testContext()) as { packets: { pts_time: string; duration_time: string }[] };
  expect(packets.map(({ pts_time: start, duration_time: length }) => [Number(start), Number(start) + Number(length)])).toEqual(sampleList.entries.map(({ start, end }) => [expect.closeTo(start, 3), expect.closeTo(end, 3)]));
});

const python = process.env['SHIFTCLIPPER_PYTHON'] ?? 'python3';
const adapters = spawnSync(python, ['-c', 'import opentimelineio as otio; print(",".join(otio.adapters.available_adapter_names()))'], { encoding: 'utf8' }).stdout?.trim().split(',') ?? [];

/** Prints `start seconds,length seconds` of every clip in the first video track. */
const reader = `
import sys, opentimelineio as otio
found = otio.adapters.read_from_file(sys.argv[1], **({'rate': float(sys.argv[2])} if sys.argv[1].endswith('.edl') else {}))
timeline = found if isinstance(found, otio.schema.Timeline) else list(found.find_children(descended_from_type=otio.schema.Timeline))[0]
for clip in timeline.video_tracks()[0].find_clips():
    print(f'{clip.source_range.start_time.to_seconds():.6f},{clip.source_range.duration.to_seconds():.6f}')
`;

describe.each<[ListFormat, string, string]>([['otio', 'otio_json', '.otio'], ['edl', 'cmx_3600', '.edl'], ['fcpxml', 'fcpx_xml', '.fcpxml']])('OpenTimelineIO reads the %s', (format, adapter, ending) => {
  it.skipIf(!adapters.includes(adapter)).each([[30000, 1001], [24000, 1001], [25, 1], [60000, 1001]])('at %i/%i: every passage where it was', (numerator, denominator) => {
    const rate = { numerator, denominator };
    const entries = [[17, 817], [17_990, 18_700], [108_000, 109_001]].map(([from, to], i) => ({ ...sampleList.entries[i]!, start: secondsOf(from!, rate), end: secondsOf(to!, rate) }));
    const list: HandOffList = { ...sampleList, frameRate: rate, durationSeconds: secondsOf(200_000, rate), entries };
    const file = path.join(folder, `${numerator}${ending}`);
    writeFileSync(file, writeHandOff(format, list));
    const { stdout, stderr, status } = spawnSync(python, ['-c', reader, file, String(numerator / denominator)], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    const read = stdout.trim().split('\n').map((line) => line.split(',').map(Number));
    const frames = read.map(([start, length]) => [start! * (numerator / denominator), length! * (numerator / denominator)]);
    // Its reader of FCPXML rounds every rate to a whole one, so a time may be one of its frames early.
    const slack = format === 'fcpxml' ? 1.1 : 0.01;
    for (const [i, { start, end }] of entries.entries()) {
      expect(Math.abs(frames[i]![0]! - frameOf(start, rate)), `start of passage ${i + 1}`).toBeLessThan(slack);
      expect(Math.abs(frames[i]![1]! - (frameOf(end, rate) - frameOf(start, rate))), `length of passage ${i + 1}`).toBeLessThan(slack);
    }
    expect(read).toHaveLength(3);
  });
});
