/**
 * Optimal one-to-one assignment on small dense tables (shortest augmenting paths, after Jonker & Volgenant 1987).
 * Not a matcher: what a benefit means, and which pairs are allowed at all, is decided by the caller.
 */

export interface Assigner {
  /**
   * Pairs rows with columns so that the sum of benefits is largest. Pairs of benefit 0 or less are never made.
   * @param benefits row-major `rows × columns` table; read only.
   * @returns for each row its column or null. The array is reused by the next call.
   */
  (benefits: Float64Array, rows: number, columns: number): (number | null)[];
}

/** One assigner keeps its work arrays between calls; it belongs to one user at a time. */
export function createAssigner(): Assigner {
  let capacity = 0;
  let rowPotential = new Float64Array(0);
  let columnPotential = new Float64Array(0);
  let rowOfColumn = new Int32Array(0);
  let cameFrom = new Int32Array(0);
  let shortest = new Float64Array(0);
  let visited = new Uint8Array(0);
  const result: (number | null)[] = [];

  const reserve = (needed: number): void => {
    if (needed <= capacity) return;
    capacity = needed * 2;
    rowPotential = new Float64Array(capacity);
    columnPotential = new Float64Array(capacity);
    rowOfColumn = new Int32Array(capacity);
    cameFrom = new Int32Array(capacity);
    shortest = new Float64Array(capacity);
    visited = new Uint8Array(capacity);
  };

  return (benefits, rows, columns) => {
    result.length = rows;
    result.fill(null);
    if (rows === 0 || columns === 0) return result;
    // Columns `columns + 1 … columns + rows` stand for "stays alone" at benefit 0, so a path always exists.
    const width = columns + rows;
    reserve(width + 2);
    rowPotential.fill(0, 0, rows + 1);
    columnPotential.fill(0, 0, width + 1);
    rowOfColumn.fill(0, 0, width + 1);
    const cost = (row: number, column: number): number => (column <= columns ? -Math.max(0, benefits[(row - 1) * columns + column - 1]!) : 0);

    for (let row = 1; row <= rows; row += 1) {
      rowOfColumn[0] = row;
      shortest.fill(Infinity, 0, width + 1);
      visited.fill(0, 0, width + 1);
      let column = 0;
      do {
        visited[column] = 1;
        const current = rowOfColumn[column]!;
        let smallest = Infinity;
        let next = 0;
        for (let candidate = 1; candidate <= width; candidate += 1) {
          if (visited[candidate] === 1) continue;
          const reduced = cost(current, candidate) - rowPotential[current]! - columnPotential[candidate]!;
          if (reduced < shortest[candidate]!) {
            shortest[candidate] = reduced;
            cameFrom[candidate] = column;
          }
          if (shortest[candidate]! < smallest) {
            smallest = shortest[candidate]!;
            next = candidate;
          }
        }
        for (let done = 0; done <= width; done += 1) {
          if (visited[done] === 1) {
            rowPotential[rowOfColumn[done]!]! += smallest;
            columnPotential[done]! -= smallest;
          } else {
            shortest[done]! -= smallest;
          }
        }
        column = next;
      } while (rowOfColumn[column] !== 0);
      while (column !== 0) {
        const before = cameFrom[column]!;
        rowOfColumn[column] = rowOfColumn[before]!;
        column = before;
      }
    }
    for (let column = 1; column <= columns; column += 1) {
      const row = rowOfColumn[column]!;
      if (row !== 0 && benefits[(row - 1) * columns + column - 1]! > 0) result[row - 1] = column - 1;
    }
    return result;
  };
}
