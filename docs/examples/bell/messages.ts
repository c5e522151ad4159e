import { type OobMessage, oobMessage, type StandardSchema } from "@vestibule/core";
import * as v from "valibot";

/** What a client is told of the bell. */
export interface Rung {
  /** Who rang it. */
  readonly by: string;
  /** How often it struck. */
  readonly strokes: number;
}

/** How often a client wants it to strike. */
export interface Ring {
  readonly strokes: number;
}

const MOST_STROKES = 12;

// Some clients write numbers as text; what the reader gets is a number in any case.
const strokes = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.transform(Number))]),
  v.integer(),
  v.minValue(1),
  v.maxValue(MOST_STROKES),
);
const rungSchema: StandardSchema<Rung> = v.object({ by: v.string(), strokes: v.number() });
const ringSchema: StandardSchema<Ring> = v.object({ strokes: v.optional(strokes, 1) });

/** `Bell.Rung` in GMCP, `["bell_rung",[],{…}]` on a websocket, two variables in MSDP. */
export const RUNG: OobMessage<StandardSchema<Rung>> = oobMessage({
  name: "Bell.Rung",
  direction: "out",
  schema: rungSchema,
  msdp: { by: "BELL_RINGER", strokes: "BELL_STROKES" },
  help: "Somebody rang the bell where you are.",
});

/** `Bell.Ring {"strokes":3}`, `["bell_ring",[],{"strokes":3}]`, or BELL_RING in MSDP. */
export const RING: OobMessage<StandardSchema<Ring>> = oobMessage({
  name: "Bell.Ring",
  direction: "in",
  schema: ringSchema,
  msdp: { strokes: "BELL_RING" },
  help: `Rings the bell where you are, up to ${MOST_STROKES} times.`,
});
