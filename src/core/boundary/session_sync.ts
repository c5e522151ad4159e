/** The fields of a session that both sides of the wall hold, and who a session is abroad. */
import * as v from "valibot";
import { FlagSourcesSchema } from "./flag_source.ts";
import { ProtocolFlagsSchema } from "./flags.ts";
import { MAX_PORTAL } from "./portal_number.ts";

const sessid = v.pipe(v.number(), v.integer(), v.minValue(1));

/** Checks the name of a realm: small letters, digits and hyphens, no hyphen first. */
export const RealmNameSchema = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,30}$/));

/** Who a session is, as the realm says that keeps its account: other realms take its word. */
export const PassportSchema = v.strictObject({
  uid: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  uname: v.string(),
  isSuperuser: v.boolean(),
});

/** Who a session is, away from the realm that keeps its account. */
export type Passport = Readonly<v.InferOutput<typeof PassportSchema>>;

/** The fields of a session that both sides hold (2.3.1). */
export const SessionSyncSchema = v.strictObject({
  sessid,
  protocolKey: v.string(),
  address: v.string(),
  /** When the client connected, and then when it logged in: milliseconds since 1970. */
  connTime: v.number(),
  state: v.picklist(["negotiating", "unloggedin", "loggedin", "puppeting", "closed"]),
  /** The account's id and name, once logged in. */
  uid: v.nullable(v.number()),
  uname: v.nullable(v.string()),
  /** The puppet's object id, while puppeting. */
  puid: v.nullable(v.number()),
  cmdLast: v.number(),
  cmdLastVisible: v.number(),
  cmdTotal: v.number(),
  /** In a `sync` of one session, only the flags that the Server changed. */
  protocolFlags: v.pipe(ProtocolFlagsSchema, v.readonly()),
  /** Where each of the flags came from; in a `sync` of one session, of those flags alone. */
  flagSources: v.pipe(FlagSourcesSchema, v.readonly()),
  /** How often the Server has changed flags of the session. */
  flagsVersion: v.number(),
  /** Names of the command sets on the session, the default one first. */
  cmdsets: v.pipe(v.array(v.string()), v.readonly()),
  /** What game code asked to keep over a reload. */
  carry: v.pipe(v.record(v.string(), v.unknown()), v.readonly()),
  /** Who it is, away from the realm that keeps its account; the Portal alone sets it. */
  passport: v.exactOptional(PassportSchema),
  /** The Portal that has its connection now, where that is not the one that its number tells. */
  portal: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_PORTAL))),
  /**
   * How often a Portal has claimed it and gone on with it, or it has gone on in another realm; absent
   * for never. Of two Portals that both claim it, the one that tells more of them is right.
   */
  hops: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
});

/** The fields of a session that both sides hold. */
export type SessionSync = Readonly<v.InferOutput<typeof SessionSyncSchema>>;
