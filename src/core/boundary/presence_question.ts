import * as v from "valibot";
import { RealmNameSchema } from "./session_sync.ts";

/** The most players of one realm that others are told of. */
export const MAX_TOLD_PLAYERS = 500;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const PlayerSchema = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(100)),
  /** For how long it has been there, and since when its user typed nothing: milliseconds. */
  onFor: v.pipe(v.number(), v.minValue(0)),
  idle: v.pipe(v.number(), v.minValue(0)),
});

/** Who plays in your realm, as everybody may know? */
export const PresenceAskSchema = v.strictObject({});

/** Who plays in a realm: in the order of their names, the first of them, and how many in all. */
export const PresenceSchema = v.strictObject({
  players: v.pipe(v.array(PlayerSchema), v.maxLength(MAX_TOLD_PLAYERS), v.readonly()),
  count,
});

/** Who plays in a realm. */
export type Presence = Readonly<v.InferOutput<typeof PresenceSchema>>;

/** Who plays in the other realms? */
export const ElsewhereAskSchema = v.strictObject({});

/** Who plays in the other realms; `away` is one whose Server has not answered. */
export const ElsewhereSchema = v.strictObject({
  realms: v.pipe(
    v.array(v.variant("kind", [
      v.strictObject({
        ...{ kind: v.literal("reached"), realm: RealmNameSchema },
        ...PresenceSchema.entries,
      }),
      v.strictObject({ kind: v.literal("away"), realm: RealmNameSchema }),
    ])),
    v.maxLength(50),
    v.readonly(),
  ),
});

/** Who plays in the other realms. */
export type Elsewhere = Readonly<v.InferOutput<typeof ElsewhereSchema>>;
