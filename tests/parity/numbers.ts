/**
 * How many numbered behaviours each section has. Section 2.2 is a table without numbers, and 10.1.8
 * stands alone of its section: each has one row of its own.
 */
const COUNTS: readonly (readonly [section: string, count: number])[] = [
  ...[["1.1", 10], ["1.2", 3], ["1.3", 13], ["1.4", 12], ["1.5", 5], ["1.6", 12]] as const,
  ...[["1.7", 12], ["1.8", 3], ["2.1", 7], ["2.2", 0], ["2.3", 6], ["2.4", 5]] as const,
  ...[["2.5", 7], ["3", 17], ["4", 5], ["5", 8], ["6", 18], ["7.1", 5], ["7.2", 9]] as const,
  ...[["7.3", 6], ["7.4", 12], ["7.5", 2], ["8.1", 3], ["8.2", 8], ["8.3", 12]] as const,
  ...[["9.1", 4], ["9.2", 3], ["9.3", 9], ["9.4", 4]] as const,
  ...[["10.1.8", 0], ["10.4", 7], ["14", 14]] as const,
];

/** Every number that the table has a row for, in order. */
export const NUMBERS: readonly string[] = COUNTS.flatMap(([section, count]) =>
  count === 0 ? [section] : Array.from({ length: count }, (_, index) => `${section}.${index + 1}`)
);

/** The chapters of which the table lists all; of others it lists some, and tests may name the rest. */
const CHAPTERS = new Set(["1", "2", "3", "4", "5", "6", "7", "8", "9", "14"]);

/** Tells whether the table must have a row of this number. */
export function isListed(number: string): boolean {
  return CHAPTERS.has(number.split(".")[0] ?? "") || NUMBERS.includes(number);
}
