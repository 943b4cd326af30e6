/** `observations/NNNN.arrow` and `tracks.arrow`: the typed form of the columns in domain/observation.ts. */
import { AppError } from './app-error.ts';
import { decodeColumns, encodeColumns, type TableKinds, type TableValues } from './columnar-file.ts';
import { OBSERVATION_SCHEMA_VERSION, PALETTE_FLOATS, type ObservationChunk, type ObservationMeta, type TrackMap } from './domain/observation.ts';

/** The appearance column is absent where no vectors were made: a list of size 0 has no rows. */
const observationKinds = (appearanceDimensions: number): TableKinds => ({
  frames: { pts: 'f64', frameIndex: 'i32', cameraDx: 'f32', cameraDy: 'f32', cameraScale: 'f32', cameraConfidence: 'f32', cut: 'u8', luma: 'f32' },
  cuts: { pts: 'f64', score: 'f32' },
  detections: { frame: 'i32', tracklet: 'i32', x: 'f32', y: 'f32', w: 'f32', h: 'f32', confidence: 'f32', onField: 'u8', overlap: 'f32' },
  tracklets: { firstFrame: 'i32', lastFrame: 'i32', startReason: 'u8', endReason: 'u8' },
  samples: {
    detection: 'i32', quality: 'f32', palette: { vector: PALETTE_FLOATS },
    ...(appearanceDimensions > 0 ? { appearance: { vector: appearanceDimensions } } : {}),
    numberTried: 'u8', numberPixels: 'f32',
  },
  readings: { sample: 'i32', text: 'utf8', probability: 'f32' },
  surfaces: { frame: 'i32', l: 'f32', a: 'f32', b: 'f32', share: 'f32' },
});

const trackKinds: TableKinds = {
  members: { chunk: 'i32', tracklet: 'i32', track: 'i32' },
  tracks: { start: 'f64', end: 'f64', observedFrames: 'i32' },
};

export function encodeObservations(chunk: ObservationChunk): Uint8Array {
  const { meta, ...tables } = chunk;
  return encodeColumns(meta, observationKinds(meta.appearanceDimensions), tables as unknown as TableValues);
}

/** @throws AppError `artifact-damaged` for unreadable bytes or another schema version. */
export function decodeObservations(bytes: Uint8Array, fileName: string): ObservationChunk {
  const meta = decodeColumns(bytes, {}, fileName).meta as ObservationMeta | null;
  if (meta?.schemaVersion !== OBSERVATION_SCHEMA_VERSION) {
    throw new AppError('artifact-damaged', `${fileName} must have schema version ${OBSERVATION_SCHEMA_VERSION}, found ${String(meta?.schemaVersion)}`);
  }
  const { values } = decodeColumns(bytes, observationKinds(meta.appearanceDimensions), fileName);
  const samples = { appearance: new Float32Array(0), ...values['samples'] };
  return { meta, ...values, samples } as unknown as ObservationChunk;
}

export function encodeTracks(map: TrackMap): Uint8Array {
  const { meta, ...tables } = map;
  return encodeColumns(meta, trackKinds, tables as unknown as TableValues);
}

export function decodeTracks(bytes: Uint8Array, fileName: string): TrackMap {
  const { meta, values } = decodeColumns(bytes, trackKinds, fileName);
  return { meta, ...values } as unknown as TrackMap;
}
