/**
 * Returns the smallest value that at least this part of all values do not exceed, or 0 when there
 * is none.
 *
 * @param values The values, in any order.
 * @param part From 0 to 1: 0.99 for the 99th percentile.
 */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0;
}
