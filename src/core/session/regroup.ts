/**
 * Moves a member from one group of an index to another; no group stays empty.
 *
 * @param index The groups, by number.
 * @param member What moves.
 * @param from The number of its group, if it has one.
 * @param to The number of its next group, if it is to have one.
 */
export function regroup<T>(
  index: Map<number, Set<T>>,
  member: T,
  from: number | undefined,
  to: number | undefined,
): void {
  if (from === to) return;
  if (from !== undefined) {
    const group = index.get(from);
    group?.delete(member);
    if (group?.size === 0) index.delete(from);
  }
  if (to === undefined) return;
  const group = index.get(to);
  if (group === undefined) index.set(to, new Set([member]));
  else group.add(member);
}
