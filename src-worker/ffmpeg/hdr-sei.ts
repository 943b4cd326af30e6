/** HDR data out of the supplemental messages of an H.264 stream (ITU-T H.264, D.1 and D.2.29, D.2.35). Pure. ffmpeg itself reads them only since version 6. */
import type { HdrLight } from './read-hdr-light.ts';

const SEI_UNIT = 6;
const MASTERING_DISPLAY = 137;
const CONTENT_LIGHT = 144;

/** @param stream Its beginning, in units that begin with start codes (Annex B). */
export function hdrOfSei(stream: Uint8Array): Pick<HdrLight, 'mastering' | 'content'> {
  const found: Pick<HdrLight, 'mastering' | 'content'> = { mastering: null, content: null };
  for (const unit of unitsOf(stream)) {
    if ((unit[0]! & 0x1f) !== SEI_UNIT) continue;
    for (const { type, payload } of messagesOf(unescaped(unit.subarray(1)))) {
      const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
      if (type === MASTERING_DISPLAY && payload.length >= 24) found.mastering ??= masteringDisplay(view);
      if (type === CONTENT_LIGHT && payload.length >= 4) found.content ??= { max: view.getUint16(0), average: view.getUint16(2) };
    }
  }
  return found;
}

/** Primaries come in the order green, blue, red. */
function masteringDisplay(view: DataView): HdrLight['mastering'] {
  const place = (index: number): [number, number] => [view.getUint16(index * 4), view.getUint16(index * 4 + 2)];
  return { green: place(0), blue: place(1), red: place(2), white: place(3), maxLuminance: view.getUint32(16), minLuminance: view.getUint32(20) };
}

function* unitsOf(stream: Uint8Array): Generator<Uint8Array> {
  const starts: number[] = [];
  for (let i = 0; i + 3 <= stream.length; i += 1) if (stream[i] === 0 && stream[i + 1] === 0 && stream[i + 2] === 1) starts.push(i + 3);
  for (const [i, start] of starts.entries()) {
    const unit = stream.subarray(start, i + 1 < starts.length ? starts[i + 1]! - 3 : stream.length);
    if (unit.length > 1) yield unit;
  }
}

function* messagesOf(sei: Uint8Array): Generator<{ type: number; payload: Uint8Array }> {
  let at = 0;
  const coded = (): number => {
    let value = 0;
    while (sei[at] === 0xff) { value += 255; at += 1; }
    value += sei[at] ?? 0;
    at += 1;
    return value;
  };
  while (at + 2 < sei.length) { // what is left at last is the stop bit
    const [type, size] = [coded(), coded()];
    yield { type, payload: sei.subarray(at, at + size) };
    at += size;
  }
}

/** Without the bytes that keep start codes out of the payload. */
function unescaped(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(bytes.filter((byte, i) => !(byte === 3 && i >= 2 && bytes[i - 1] === 0 && bytes[i - 2] === 0)));
}
