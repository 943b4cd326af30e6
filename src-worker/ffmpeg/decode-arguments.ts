/** What ffmpeg is asked for when a stretch is decoded for observation. Pure: words only. */
import type { MediaInfo } from '../../src-shared/domain/video.ts';
import type { RingLayout } from '../inference/frame-ring.ts';

export interface DecodeRequest {
  videoPath: string;
  media: Pick<MediaInfo, 'startSeconds' | 'interlaced' | 'frameRate'>;
  /** Analysed frames lie in [from, until), seconds of presentation time; thumbs begin `THUMB_LEAD_SECONDS` earlier. */
  from: number;
  until: number;
  /** Source frames from one analysed frame to the next. */
  stride: number;
  layout: RingLayout;
  thumb: { width: number; height: number };
}

/** Ticks a second of the printed times: a multiple of the usual time bases (90000, 15360, 12800, 30000, 24000, 16384, 1000). */
export const TIME_BASE = 92_160_000;
export const THUMB_LEAD_SECONDS = 0.5;
/** Seeking lands on a key frame before this; containers with coarse indices need some room. */
const SEEK_ROOM_SECONDS = 1.5;

/**
 * Pipes: 1 detector input, 3 pictures, 4 times of the analysed frames, 5 thumbs, 6 times of the thumbs.
 *
 * Which frames are analysed hangs on absolute time only: time from the video's start is cut into cells of `stride` frames,
 * each beginning half a frame early, and the first frame of each cell is taken. At a constant rate these are frames
 * 0, stride, 2·stride …; at a varying one they are evenly spread; neighbouring chunks agree in the second they share.
 */
export function decodeArguments(request: DecodeRequest): string[] {
  const { media, from, until, layout } = request;
  const frame = media.frameRate.denominator / media.frameRate.numerator;
  const cell = `(%+${exact(frame / 2 - media.startSeconds)})/${exact(frame * request.stride)}`;
  const cellOf = (time: string): string => `floor(${cell.replace('%', time)})`;
  const select = `gte(t,${exact(from - frame / 4)})*(isnan(prev_t)+gt(${cellOf('t')},${cellOf('prev_t')}))`;
  const { shape, pictureWidth, pictureHeight } = layout;
  const lead = from - THUMB_LEAD_SECONDS;
  const graph = [
    `[0:v:0]${media.interlaced ? 'yadif=deint=interlaced,' : ''}trim=start=${exact(lead)}:end=${exact(until - frame / 4)},split=2[all][some]`,
    `[all]scale=${request.thumb.width}:${request.thumb.height}:flags=area,format=yuv420p,${printTimes('pipe\\:6')}[thumbs]`,
    `[some]select='${select}',${printTimes('pipe\\:4')},split=2[small][large]`,
    `[small]scale=${shape.contentWidth}:${shape.contentHeight}:flags=area,format=gbrp,pad=${shape.canvasWidth}:${shape.canvasHeight}:${shape.offsetX}:${shape.offsetY}:color=0x727272[inputs]`,
    `[large]scale=${pictureWidth}:${pictureHeight}:flags=area,format=yuv420p[pictures]`,
  ].join(';');
  const seek = lead - SEEK_ROOM_SECONDS;
  const output = (label: string, pipe: number): string[] => ['-map', `[${label}]`, '-fps_mode', 'passthrough', '-f', 'rawvideo', `pipe:${pipe}`];
  return [
    '-copyts', '-noaccurate_seek', '-seek_timestamp', '1', ...(seek > media.startSeconds ? ['-ss', exact(seek)] : []),
    '-an', '-sn', '-dn', '-i', request.videoPath,
    '-filter_complex', graph,
    ...output('inputs', 1), ...output('pictures', 3), ...output('thumbs', 5),
  ];
}

/** Written at once: with buffered times a full ring would wait for times that wait in the buffer. */
function printTimes(pipe: string): string {
  return `settb=1/${TIME_BASE},metadata=mode=add:key=time:value=1,metadata=mode=print:direct=1:file='${pipe}'`;
}

/** No exponent, enough digits for a microsecond. */
function exact(seconds: number): string {
  return seconds.toFixed(9);
}
