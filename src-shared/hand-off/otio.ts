/** OpenTimelineIO JSON: one picture track, and one of sound where the video has it. */
import { framesOf } from './edl.ts';
import { frameOf } from './frame-clock.ts';
import { fileNameOf, fileUrl, type HandOffEntry, type HandOffList } from './hand-off-list.ts';

export function writeOtio(list: HandOffList): string {
  const { game, player, hasAudio } = list;
  const kinds = ['Video', ...(hasAudio ? ['Audio'] : [])];
  const timeline = {
    OTIO_SCHEMA: 'Timeline.1', name: `${game} ${player}`, metadata: {}, global_start_time: null,
    tracks: {
      OTIO_SCHEMA: 'Stack.1', name: 'tracks', metadata: {}, source_range: null, effects: [], markers: [],
      children: kinds.map((kind) => ({ OTIO_SCHEMA: 'Track.1', name: kind, kind, metadata: {}, source_range: null, effects: [], markers: [], children: list.entries.map((entry) => clip(entry, list)) })),
    },
  };
  return `${JSON.stringify(timeline, null, 2)}\n`;
}

function clip(entry: HandOffEntry, { frameRate, videoPath, durationSeconds }: HandOffList): Record<string, unknown> {
  const rate = frameRate.numerator / frameRate.denominator;
  const time = (value: number): Record<string, unknown> => ({ OTIO_SCHEMA: 'RationalTime.1', rate, value });
  const range = (first: number, frames: number): Record<string, unknown> => ({ OTIO_SCHEMA: 'TimeRange.1', start_time: time(first), duration: time(frames) });
  const [first, end] = framesOf(entry, frameRate);
  const { segmentId, verdict, tags, stars, confidence, note } = entry;
  return {
    OTIO_SCHEMA: 'Clip.1', name: entry.label, metadata: { shiftclipper: { segmentId, verdict, tags, stars, confidence, note } }, source_range: range(first, end - first), effects: [], markers: [],
    media_reference: { OTIO_SCHEMA: 'ExternalReference.1', name: fileNameOf(videoPath), metadata: {}, target_url: fileUrl(videoPath), available_range: range(0, frameOf(durationSeconds, frameRate)) },
  };
}
