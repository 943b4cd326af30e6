/** Joined observations + the track map → Game. Pure. */
import type { TrackMap } from '../../src-shared/domain/observation.ts';
import { followCamera } from './camera-path.ts';
import { groupRows, type Game } from './game.ts';
import type { JoinedChunks } from './join-chunks.ts';

/** Where a track has two boxes in a frame (two tracklets of one person overlap by a few frames), the surer one stays. */
export function assembleGame(joined: JoinedChunks, map: TrackMap, size: { width: number; height: number }): Game {
  const track = trackOfDetections(joined, map);
  keepOneBoxAFrame(joined, track);
  const trackCount = map.tracks.start.length;
  const { frames, samples, readings } = joined;
  const camera = followCamera(frames, joined.cuts);
  const count = frames.pts.length;
  return {
    ...size,
    start: count === 0 ? 0 : frames.pts[0]!,
    end: count === 0 ? 0 : frames.pts[count - 1]!,
    frameSeconds: medianStep(frames.pts),
    frames: { pts: frames.pts, ...camera, cameraConfidence: frames.cameraConfidence },
    shots: camera.shots,
    cuts: joined.cuts,
    detections: { ...joined.detections, track },
    trackCount,
    trackDetections: groupRows(track, trackCount),
    samples,
    appearanceDimensions: joined.appearanceDimensions,
    trackSamples: groupRows(Int32Array.from(samples.detection, (row) => track[row]!), trackCount),
    readings,
    sampleReadings: groupRows(readings.sample, samples.detection.length),
    warnings: joined.warnings,
  };
}

function trackOfDetections(joined: JoinedChunks, map: TrackMap): Int32Array {
  const trackOfTracklet = new Int32Array(joined.trackletCount).fill(-1);
  map.members.chunk.forEach((chunk, row) => {
    const rows = joined.chunkRows[chunk];
    if (rows !== undefined) trackOfTracklet[rows.firstTracklet + map.members.tracklet[row]!] = map.members.track[row]!;
  });
  return Int32Array.from(joined.detections.tracklet, (tracklet) => trackOfTracklet[tracklet]!);
}

function keepOneBoxAFrame(joined: JoinedChunks, track: Int32Array): void {
  const { frame, confidence } = joined.detections;
  const seen = new Map<number, number>();
  let current = -1;
  for (let row = 0; row < track.length; row++) {
    if (frame[row] !== current) { seen.clear(); current = frame[row]!; }
    const other = seen.get(track[row]!);
    if (other === undefined) { seen.set(track[row]!, row); continue; }
    const weaker = confidence[other]! >= confidence[row]! ? row : other;
    if (weaker === other) seen.set(track[row]!, row);
    track[weaker] = -1;
  }
}

function medianStep(pts: Float64Array): number {
  if (pts.length < 2) return 0.1;
  const steps = Float64Array.from({ length: pts.length - 1 }, (_, i) => pts[i + 1]! - pts[i]!).sort();
  return Math.max(1e-3, steps[steps.length >> 1]!);
}
