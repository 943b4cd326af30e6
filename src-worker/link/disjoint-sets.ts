/** Union–find with path halving over 0…size−1. */
export function disjointSets(size: number): { find(i: number): number; join(a: number, b: number): void } {
  const parent = Int32Array.from({ length: size }, (_, i) => i);
  const find = (i: number): number => {
    while (parent[i] !== i) {
      parent[i] = parent[parent[i]!]!;
      i = parent[i]!;
    }
    return i;
  };
  return {
    find,
    join(a, b) {
      const [x, y] = [find(a), find(b)];
      // The earlier one names the set, so that the outcome does not depend on the order of joins.
      if (x < y) parent[y] = x; else parent[x] = y;
    },
  };
}
