import * as v from "valibot";
import { DURATION_BOUNDS, type TallyCounts } from "./tally.ts";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const tally = v.strictObject({
  buckets: v.pipe(v.array(count), v.length(DURATION_BOUNDS.length + 1), v.readonly()),
  seconds: v.pipe(v.number(), v.minValue(0)),
}) satisfies v.GenericSchema<unknown, TallyCounts>;

/** What a Server counts one by one. */
export const COUNTED = [
  /** Commands that threw. */
  "commandsFailed",
  /** Commands that were stopped as they did not come back. */
  "commandsEndless",
  /** Calls into plugins that threw. */
  "pluginsFailed",
  /** Times that a session came to have an account. */
  "logins",
  /** Names and passwords that do not belong together. */
  "loginsWrong",
  /** Logins that a ban kept out. */
  "loginsBanned",
  /** Logins that came too often from one address. */
  "loginsThrottled",
  /** Guests that found no place. */
  "guestsFull",
  /** Accounts that were made. */
  "accountsCreated",
  /** New accounts that came too often from one address. */
  "creationsThrottled",
  /** Batches of changes that the Store could not keep. */
  "commitsFailed",
] as const;

/** The name of what a Server counts one by one. */
export type Counted = (typeof COUNTED)[number];

const counters = v.record(v.picklist(COUNTED), count) satisfies v.GenericSchema<
  unknown,
  Partial<Record<Counted, number>>
>;

/** The question how a Server has fared. */
export const MeasuresAskSchema = v.strictObject({});

/** How a Server has fared since it started. */
export const MeasuresSchema = v.strictObject({
  /** The Server's number. */
  epoch: count,
  counters,
  /** How long commands ran, up to where they wait for something. */
  commands: tally,
  /** How long changes took to be durable. */
  commits: tally,
  /** Lines that sessions sent and that wait to be run. */
  linesWaiting: count,
  /** Turns whose output waits for the Store. */
  turnsWaiting: count,
  /** Messages that wait to cross the wall to the Portal. */
  messagesWaiting: count,
});

/** How a Server has fared since it started. */
export type Measures = Readonly<v.InferOutput<typeof MeasuresSchema>>;
