/**
 * Which tracklets could about as well be paired another way.
 * Not a decision about who is who: ambiguous ones are ended, and the pieces wait for evidence.
 */

/**
 * @param pairs chosen column of each row, or null.
 * @param scores row-major `rows × columns` similarities, 0–1, 0 = impossible.
 * @param margin by which share the runner-up's cost (1 − score) may exceed the chosen one's and still count as about as good: near a perfect fit little makes a difference, at a poor one nearly anything could be.
 * @param sameBox whether two columns are one person seen twice.
 * @returns rows to end.
 */
export function findAmbiguous(
  pairs: readonly (number | null)[], scores: Float64Array, rows: number, columns: number,
  margin: number, sameBox: (a: number, b: number) => boolean,
): Set<number> {
  const ambiguous = new Set<number>();
  if (margin <= 0) return ambiguous;
  const rowOf = new Map<number, number>();
  for (let row = 0; row < rows; row += 1) {
    const column = pairs[row] ?? null;
    if (column !== null) rowOf.set(column, row);
  }
  const nearly = (other: number, chosen: number, pairs = 1): boolean => other > 0 && pairs - other <= (pairs - chosen) * (1 + margin);

  for (const [column, row] of rowOf) {
    const chosen = scores[row * columns + column]!;
    for (let other = 0; other < columns; other += 1) {
      const alternative = scores[row * columns + other]!;
      if (other === column || alternative === 0 || sameBox(column, other)) continue;
      const rival = rowOf.get(other);
      if (rival === undefined) {
        if (nearly(alternative, chosen)) ambiguous.add(row);
      } else if (nearly(alternative + scores[rival * columns + column]!, chosen + scores[rival * columns + other]!, 2)) {
        ambiguous.add(row).add(rival);
      }
    }
    for (let rival = 0; rival < rows; rival += 1) {
      if ((pairs[rival] ?? null) !== null || !nearly(scores[rival * columns + column]!, chosen)) continue;
      ambiguous.add(row).add(rival);
    }
  }
  return ambiguous;
}
