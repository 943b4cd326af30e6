/** Spans of presentation time in seconds. Not wall-clock time. */

export interface Span {
  /** Seconds of presentation time, inclusive. */
  start: number;
  /** Seconds of presentation time, not before `start`. */
  end: number;
}

export function spanSeconds(span: Span): number {
  return span.end - span.start;
}

/** Seconds two spans share; 0 when they only touch. */
export function overlapSeconds(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

/** `1:02:03.45` or `2:03.45`; for people, not for files. */
export function formatTime(seconds: number, decimals = 0): string {
  const scale = 10 ** decimals;
  const total = Math.round(Math.max(0, seconds) * scale) / scale;
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const rest = (total % 60).toFixed(decimals).padStart(decimals === 0 ? 2 : decimals + 3, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}
