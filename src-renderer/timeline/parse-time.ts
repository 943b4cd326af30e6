/** What a person types to go somewhere: `1:02:03`, `2:03.5`, `90`, `+5`, `-10`. Pure. */

/** Seconds of presentation time, or null when it is not a time. A sign means "from here". */
export function parseTime(text: string, nowSeconds: number): number | null {
  const match = /^\s*([+-])?(?:(\d+):)?(?:(\d+):)?(\d+(?:[.,]\d+)?)\s*s?\s*$/.exec(text);
  if (match === null) return null;
  const [, sign, first, second, last] = match;
  const hours = second === undefined ? 0 : Number(first);
  const minutes = Number(second ?? first ?? 0);
  const seconds = hours * 3600 + minutes * 60 + Number(last!.replace(',', '.'));
  if (sign === '+') return nowSeconds + seconds;
  if (sign === '-') return Math.max(0, nowSeconds - seconds);
  return seconds;
}
