/** HDR data from the source into clips: what the encoder is told, and what is said where it does not arrive. */
import { readHdrLight, type HdrLight } from '../ffmpeg/read-hdr-light.ts';
import { readStreams, type VideoStream } from '../ffmpeg/read-streams.ts';
import type { CutContext, CutSource } from './cut-source.ts';

/** Null for what is no HDR by its colour tags. */
export async function hdrLightOf(file: string, { codec, color }: VideoStream, ctx: CutContext): Promise<HdrLight | null> {
  return color.transfer === 'smpte2084' || color.transfer === 'arib-std-b67' ? readHdrLight(ctx.tools, file, codec, ctx) : null;
}

/** x264's words; empty where there is nothing to say. */
export function lightOptions(light: HdrLight | null): string[] {
  const words: string[] = [];
  if (light?.mastering) {
    const { red, green, blue, white, maxLuminance, minLuminance } = light.mastering;
    const places = [['G', green], ['B', blue], ['R', red], ['WP', white], ['L', [maxLuminance, minLuminance]]] as const;
    words.push(`mastering-display=${places.map(([name, values]) => `${name}(${values.join(',')})`).join('')}`);
  }
  if (light?.content) words.push(`cll=${light.content.max},${light.content.average}`);
  return words.length === 0 ? [] : ['-x264-params', words.join(':')];
}

/** Reads a written clip again. Copies keep all they can; encoding anew keeps no data that changes from picture to picture. */
export async function warnOfLostLight(source: CutSource, clip: string, ctx: CutContext, warn: (text: string) => void): Promise<void> {
  if (source.light === null) return;
  const { video } = await readStreams(ctx.tools, clip, ctx);
  const kept = video === null ? null : await hdrLightOf(clip, video, ctx);
  if (lightOptions(kept).join() !== lightOptions(source.light).join()) warn('The data on brightness of this HDR video (mastering display, content light) could not be kept in some clips: screens may show them brighter or darker.');
  const lost = source.light.dynamic.filter((kind) => kept?.dynamic.includes(kind) !== true);
  if (lost.length > 0) warn(`${lost.join(' and ')} of this video cannot be kept in new pictures; the clips are HDR without it.`);
}
