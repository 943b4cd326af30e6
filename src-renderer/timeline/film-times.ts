/** Which moments a strip of pictures shows. Pure; times are on a raster, so that the same pictures are found again after a pan or a zoom back. */
import type { TimeView } from './time-scale.ts';

export interface FilmTime {
  /** Left edge of the picture on the timeline. */
  from: number;
  /** The moment shown: the middle of what the picture covers. */
  at: number;
}

export function filmTimes(view: TimeView, game: TimeView, width: number, pictureWidth: number): FilmTime[] {
  const secondsWide = ((view.end - view.start) / width) * pictureWidth;
  // Powers of two: a little zoom keeps the raster, pictures then overlap or leave a gap of less than one picture.
  const step = 2 ** Math.ceil(Math.log2(Math.max(secondsWide, 0.04)));
  const times: FilmTime[] = [];
  for (let from = Math.floor(view.start / step) * step; from < view.end; from += step) {
    const at = Math.min(game.end - 0.05, Math.max(game.start, from + secondsWide / 2));
    times.push({ from, at: Math.round(at * 20) / 20 });
  }
  return times;
}
