import * as v from "valibot";

/** What NATS keeps of a realm's place: who has it, or how it became free. */
export const LeaseEntrySchema = v.object({
  /** Who has it, or had it last. */
  holder: v.pipe(v.string(), v.maxLength(200)),
  /** The number of the holding, higher than all before. */
  term: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** Whether it is held, free again, or free because the whole realm was shut down. */
  state: v.picklist(["held", "released", "retired"]),
  /** How long the holder may be silent, in milliseconds. */
  timeout: v.pipe(v.number(), v.minValue(1), v.maxValue(3_600_000)),
});

/** See {@linkcode LeaseEntrySchema}. */
export type LeaseEntry = v.InferOutput<typeof LeaseEntrySchema>;

/** What was found in NATS at one time. */
export interface SeenEntry {
  /** The number of the writing, 0 where nothing was ever written. */
  readonly revision: number;
  /** What was written; `undefined` when nothing was, or it was deleted or is not ours to read. */
  readonly entry: LeaseEntry | undefined;
}

/** Reads an entry, and takes anything else for none. */
export function readEntry(text: string): LeaseEntry | undefined {
  try {
    const result = v.safeParse(LeaseEntrySchema, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}

/** Tells whether two entries are of the same holding. */
export function isSameHolding(
  one: LeaseEntry | undefined,
  other: LeaseEntry | undefined,
): boolean {
  return one?.holder === other?.holder && one?.term === other?.term;
}
