/** What is made of one analysed frame after another: camera, surface, tracklets, samples, readings. Knows nothing of files and processes. */
import type { MediaInfo } from '../../src-shared/domain/video.ts';
import { framesPerSecond } from '../../src-shared/domain/video.ts';
import type { Thumb } from '../ffmpeg/decode-frames.ts';
import type { Picture } from '../inference/frame-ring.ts';
import type { Inference } from '../inference/inference-client.ts';
import { APPEARANCE_DIMENSIONS, type Detections } from '../inference/inference-messages.ts';
import { cameraEstimator } from './camera/camera-motion.ts';
import { cropQuality, overlaps } from './evidence/crop-quality.ts';
import type { Lab } from './evidence/lab.ts';
import { numberCandidates } from './evidence/number-candidates.ts';
import { numberCrop, numberPixels } from './evidence/number-crops.ts';
import { pickSamples, type SampleCandidate } from './evidence/pick-samples.ts';
import { torsoLook } from './evidence/torso-look.ts';
import { torsoPalette } from './evidence/torso-palette.ts';
import { observationRows, type ObservationRows, type SampleRow } from './observation-builder.ts';
import type { ObserveSetup } from './observe-setup.ts';
import { isOnField } from './surface/field-gate.ts';
import { estimateSurface } from './surface/playing-surface.ts';
import { createTracker, type TrackerBox, type TrackletRow } from './tracklets/create-tracker.ts';

export interface SeenFrame { pts: number; cut: boolean; picture: Picture; thumb: Thumb; detections: Detections }

export interface FrameObserver {
  /** The frame's pictures may be overwritten once this resolves. */
  see(frame: SeenFrame): Promise<void>;
  end(): Promise<{ rows: ObservationRows; tracklets: TrackletRow[] }>;
}

/** Smaller regions are not given to the reader: digits would be too small to read. */
const LEAST_NUMBER_PIXELS = 14;
/** With more of a person covered, a number read there may be the other's. */
const LARGEST_OVERLAP = 0.5;
/** Readings asked for at one frame count from this many frames later on: always the same number, whatever the speed. */
const READING_DELAY_FRAMES = 3;
/** Seconds without a box after which a tracklet's open window is closed. */
const WINDOW_PATIENCE = 2;

interface Crop extends SampleCandidate { row: SampleRow; pixels: Uint8Array | null }
interface Asked { frame: number; crop: Crop; answer: Promise<Float32Array> }

export function frameObserver(given: { media: MediaInfo; setup: ObserveSetup; thumb: { width: number; height: number }; inference: Inference }): FrameObserver {
  const { media, setup, thumb, inference } = given;
  const rows = observationRows();
  const tracker = createTracker();
  const camera = cameraEstimator(thumb.width, thumb.height);
  const surface = estimateSurface();
  const picker = pickSamples<Crop>();
  const asked: Asked[] = [];
  /** Colours around the feet of the shot's detections, until the shot's surface is known. */
  let feet: { detection: number; people: number; around: Lab[] }[] = [];
  let shotFrame = 0;

  const endShot = (): void => {
    const found = surface.current();
    if (found !== null) rows.surfaces.push({ frame: shotFrame, ...found });
    for (const { detection, people, around } of feet) rows.detections[detection]!.onField = isOnField(rows.detections[detection]!, around, found, people, setup);
    feet = [];
    surface.newShot();
  };

  const keep = (crop: Crop): void => {
    rows.samples.push(crop.row);
    if (crop.pixels === null) return;
    crop.row.numberTried = true;
    const answer = inference.read(crop.pixels);
    answer.catch(() => undefined); // awaited in its turn
    asked.push({ frame: rows.frames.length, crop, answer });
  };

  const takeAnswers = async (upToFrame: number): Promise<void> => {
    while (asked.length > 0 && asked[0]!.frame <= upToFrame) {
      const { crop, answer } = asked.shift()!;
      const reading = numberCandidates(await answer);
      crop.row.candidates = reading.candidates;
      picker.learned(crop.tracklet, reading);
    }
  };

  return {
    async see({ pts, cut, picture, thumb: small, detections }) {
      if (cut) {
        endShot();
        shotFrame = rows.frames.length;
      }
      await takeAnswers(rows.frames.length - READING_DELAY_FRAMES);
      const grey = small.bytes.subarray(0, thumb.width * thumb.height);
      const motion = camera.next(grey, cut);
      const frame = rows.frames.length;
      rows.frames.push({ pts, frameIndex: Math.round((pts - media.startSeconds) * framesPerSecond(media)), camera: motion, cut, luma: grey.reduce((sum, value) => sum + value, 0) / grey.length });
      const boxes = trackerBoxes(detections, picture);
      const ids = tracker.update({ pts, boxes, aspect: media.width / media.height, camera: motion.confidence > 0 ? motion : null, cut });
      const kept = boxes.flatMap((box, i) => (ids[i] === null || ids[i] === undefined ? [] : [{ box, tracklet: ids[i], appearance: appearanceOf(detections, i) }]));
      const covered = overlaps(kept.map(({ box }) => box));
      const around = surface.look(picture, kept.map(({ box }) => box));
      const ground = surface.current();
      kept.forEach(({ box, tracklet, appearance }, i) => {
        const detection = rows.detections.length;
        rows.detections.push({ frame, tracklet, x: box.x, y: box.y, w: box.w, h: box.h, confidence: box.confidence, onField: true, overlap: covered[i]! });
        feet.push({ detection, people: kept.length, around: around[i]! });
        const quality = cropQuality(picture, box, covered[i]!);
        const closed = picker.offer({ tracklet, pts, quality }, () => {
          const pixelsHigh = numberPixels(box, picture.height);
          const readable = inference.reader !== null && pixelsHigh >= LEAST_NUMBER_PIXELS && covered[i]! <= LARGEST_OVERLAP;
          const row: SampleRow = { detection, quality, palette: torsoPalette(picture, box, ground), appearance, numberTried: false, numberPixels: readable ? pixelsHigh : 0, candidates: [] };
          return { tracklet, pts, quality, row, pixels: readable ? numberCrop(picture, box) : null };
        });
        if (closed !== null) keep(closed);
      });
      picker.close(pts - WINDOW_PATIENCE).forEach(keep);
    },
    async end() {
      picker.close(Infinity).forEach(keep);
      await takeAnswers(Infinity);
      endShot();
      return { rows, tracklets: tracker.finish() };
    },
  };
}

function trackerBoxes({ boxes }: Detections, picture: Picture): TrackerBox[] {
  return Array.from({ length: boxes.length / 5 }, (_, i) => {
    const [x = 0, y = 0, w = 0, h = 0, confidence = 0] = boxes.subarray(i * 5, i * 5 + 5);
    return { x, y, w, h, confidence, appearance: torsoLook(picture, { x, y, w, h }) };
  });
}

function appearanceOf({ appearance }: Detections, index: number): Float32Array {
  return appearance.slice(index * APPEARANCE_DIMENSIONS, (index + 1) * APPEARANCE_DIMENSIONS);
}
