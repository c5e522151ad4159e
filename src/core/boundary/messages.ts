/**
 * Everything that may cross the wall between Portal and Server: two unions, each with a schema.
 *
 * Every message is plain data. Evennia's name for each is given in brackets.
 */
import * as v from "valibot";
import { type Ban, MAX_BANS } from "../gate/bans.ts";
import { TraceEventSchema } from "../trace/trace_event_schema.ts";
import { FlagSourcesSchema } from "./flag_source.ts";
import { ProtocolFlagsSchema } from "./flags.ts";
import { MeasuresSchema } from "./measures_question.ts";
import { MAX_PORTAL } from "./portal_number.ts";
import { OobNamesSchema } from "./oob_names.ts";
import { CancelSchema, ReplySchema, RequestSchema } from "./question_messages.ts";
import { PassportSchema, RealmNameSchema, SessionSyncSchema } from "./session_sync.ts";

export { type SessionSync, SessionSyncSchema } from "./session_sync.ts";

const sessid = v.pipe(v.number(), v.integer(), v.minValue(1));
/** The number of one of several Portals; see `portal_number.ts`. */
const portal = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_PORTAL));
const line = v.pipe(v.number(), v.integer(), v.minValue(1));
const LineRangesSchema = v.pipe(v.array(v.pipe(v.tuple([line, line]), v.readonly())), v.readonly());

/** One named call: an inputfunc or outputfunc, its arguments and its keyword arguments. */
export const CallSchema = v.pipe(
  v.tuple([
    v.string(),
    v.pipe(v.array(v.unknown()), v.readonly()),
    v.pipe(v.record(v.string(), v.unknown()), v.readonly()),
  ]),
  v.readonly(),
);

const calls = v.pipe(v.array(CallSchema), v.readonly());
const sessids = v.pipe(v.array(sessid), v.readonly());

/** One named call: `[name, args, kwargs]`. */
export type Call = readonly [
  name: string,
  args: readonly unknown[],
  kwargs: Readonly<Record<string, unknown>>,
];

/**
 * Checks that a value is a call, as code without types may not know.
 *
 * @throws {TypeError} When it is none.
 */
export function checkCall(value: unknown): asserts value is Call {
  if (v.is(CallSchema, value)) return;
  throw new TypeError(
    `Cannot use a call as it must be [name, args, kwargs]: current value is of type ${typeof value}`,
  );
}

/** Why a connection ends; each portal turns the code into a sentence. */
export type CloseReason =
  | "client_closed"
  | "quit"
  | "booted"
  | "banned"
  | "logged_in_elsewhere"
  | "idle"
  | "login_timeout"
  | "too_many_connections"
  | "protocol_error"
  | "slow_consumer"
  | "server_error"
  | "shutdown";

/** Checks a {@linkcode CloseReason}. */
export const CloseReasonSchema = v.picklist([
  "client_closed",
  "quit",
  "booted",
  "banned",
  "logged_in_elsewhere",
  "idle",
  "login_timeout",
  "too_many_connections",
  "protocol_error",
  "slow_consumer",
  "server_error",
  "shutdown",
]) satisfies v.GenericSchema<unknown, CloseReason>;

/** Checks a {@linkcode Ban}. */
export const BanSchema = v.strictObject({
  id: v.pipe(v.number(), v.integer(), v.minValue(1)),
  kind: v.picklist(["address", "name"]),
  pattern: v.string(),
  reason: v.string(),
  by: v.string(),
  at: v.number(),
  until: v.exactOptional(v.number()),
}) satisfies v.GenericSchema<unknown, Ban>;

/** How the Server came to start: for the first time, when asked to, or after a crash. */
export type StartMode = "cold" | "reload" | "reset" | "crash";

/** Checks a {@linkcode StartMode}. */
export const StartModeSchema = v.picklist([
  "cold",
  "reload",
  "reset",
  "crash",
]) satisfies v.GenericSchema<unknown, StartMode>;

/** What crosses from the Portal to the Server. */
export const PortalMessageSchema = v.variant("kind", [
  /** A new connection [PCONN]. */
  v.strictObject({ kind: v.literal("connect"), sync: SessionSyncSchema }),
  /** A connection that is gone [PDISCONN]. */
  v.strictObject({ kind: v.literal("disconnect"), sessid, reason: CloseReasonSchema }),
  /**
   * Whose accounts will be needed. Said before all else, so that they are read while another Server
   * still runs; whatever comes of it, `sync` decides.
   */
  v.strictObject({ kind: v.literal("prepare"), uids: v.pipe(v.array(v.number()), v.readonly()) }),
  /** Every live session, after the Server started [PSYNC]. */
  v.strictObject({
    kind: v.literal("sync"),
    mode: StartModeSchema,
    portalStart: v.number(),
    sessions: v.pipe(v.array(SessionSyncSchema), v.readonly()),
  }),
  /**
   * Changed flags [PCONNSYNC]; `settled` tells that negotiation is over. `seen` is the
   * `flagsVersion` that the Portal knew: what the Server changed later overrules these.
   */
  v.strictObject({
    kind: v.literal("flags"),
    sessid,
    flags: v.pipe(ProtocolFlagsSchema, v.readonly()),
    sources: v.pipe(FlagSourcesSchema, v.readonly()),
    settled: v.boolean(),
    seen: v.number(),
  }),
  /** What a client sent [MsgPortal2Server]; `secret` when typed into a hidden field. */
  v.strictObject({
    kind: v.literal("input"),
    sessid,
    calls,
    secret: v.boolean(),
    /**
     * Which one of the session's it is, counted from 1; only where it may come more than once, since
     * the way to the Server can fail. The Server takes each once, and says `ran` when it has.
     */
    line: v.exactOptional(line),
    /** How many Servers have died since it was first sent to one, if any: it may be what kills them. */
    deaths: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  }),
  /**
   * Every live session of one of several Portals, when it has found its way to a Server that runs
   * already; answered by `joined`. Those it does not name have ended.
   */
  v.strictObject({
    kind: v.literal("join"),
    portal,
    sessions: v.pipe(v.array(SessionSyncSchema), v.readonly()),
  }),
  /** The connection of a session is at another one of several Portals from now on. */
  v.strictObject({ kind: v.literal("moved"), sessid, portal }),
  /** The Server is to finish its turn, hand over, and answer `stopped`. */
  v.strictObject({ kind: v.literal("stop"), mode: v.picklist(["reload", "reset", "shutdown"]) }),
  /** What became of a `control` request. */
  v.strictObject({
    kind: v.literal("outcome"),
    sessid: v.nullable(sessid),
    ok: v.boolean(),
    text: v.string(),
  }),
  /** How many Servers hang that cannot be ended, once there are more than staff was told of. */
  v.strictObject({
    kind: v.literal("zombies"),
    count: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
  /** Whether somebody watches in detail, so that every event of the trace is to be told. */
  v.strictObject({ kind: v.literal("watch"), on: v.boolean() }),
  /** Heartbeat. */
  v.strictObject({ kind: v.literal("ping"), at: v.number() }),
  RequestSchema,
  ReplySchema,
  CancelSchema,
]);

/** What crosses from the Portal to the Server. */
export type PortalMessage = v.InferOutput<typeof PortalMessageSchema>;

/** What crosses from the Server to the Portal. */
export const ServerMessageSchema = v.variant("kind", [
  /** Text and other calls for many sessions [MsgServer2Portal]. */
  v.strictObject({
    kind: v.literal("output"),
    sessids,
    calls,
  }),
  /** A session is authenticated [SLOGIN]. */
  v.strictObject({ kind: v.literal("login"), sessid, uid: v.number(), uname: v.string() }),
  /** Changed fields of a session [SSYNC]. */
  v.strictObject({
    kind: v.literal("sync"),
    sessid,
    fields: v.partial(SessionSyncSchema),
  }),
  /**
   * A session goes on in another realm behind the same Portals, and this Server has let it go;
   * `text` is shown first. `line` is the highest number up to which its input is used up, and `ran`
   * are higher ones that are, from first to last: what else came is for the other Server. Without a
   * passport it arrives at the login screen.
   */
  v.strictObject({
    kind: v.literal("transfer"),
    sessid,
    realm: RealmNameSchema,
    passport: v.nullable(PassportSchema),
    carry: v.pipe(v.record(v.string(), v.unknown()), v.readonly()),
    line: v.exactOptional(line),
    ran: v.exactOptional(LineRangesSchema),
    text: v.nullable(v.string()),
  }),
  /** Sessions to close [SDISCONN]; `text` is shown first. */
  v.strictObject({
    kind: v.literal("disconnect"),
    sessids,
    reason: CloseReasonSchema,
    text: v.nullable(v.string()),
  }),
  /** Every ban that is kept, when the Server is up and at each change. */
  v.strictObject({
    kind: v.literal("gate"),
    bans: v.pipe(v.array(BanSchema), v.maxLength(MAX_BANS), v.readonly()),
  }),
  /** What the Portal has to know of declared out-of-band messages, before `ready`. */
  v.strictObject({ kind: v.literal("oob"), names: OobNamesSchema }),
  /** A session wants to see what a client and the Portal say to each other, or no longer. */
  v.strictObject({
    kind: v.literal("xray"),
    action: v.picklist(["start", "stop"]),
    viewer: sessid,
    target: v.nullable(sessid),
  }),
  /** Someone asks for a reload, reset or shutdown [SRELOAD, SRESET, SSHUTD]. */
  v.strictObject({
    kind: v.literal("control"),
    action: v.picklist(["reload", "reset", "shutdown"]),
    sessid: v.nullable(sessid),
  }),
  /** A plugin is to be switched off, with the reason, or on again; that is a reload. */
  v.strictObject({
    kind: v.literal("plugin"),
    name: v.string(),
    off: v.nullable(v.string()),
    sessid: v.nullable(sessid),
  }),
  /** The Server has loaded its code and caught up with the Store. */
  v.strictObject({ kind: v.literal("loaded"), plugins: v.pipe(v.array(v.string()), v.readonly()) }),
  /** The Server holds every session and takes input [PSTATUS]; `claimable` without a superuser. */
  v.strictObject({ kind: v.literal("ready"), claimable: v.boolean() }),
  /** Answers `join`: the Server holds every session of this Portal, and takes their input. */
  v.strictObject({ kind: v.literal("joined"), portal }),
  /**
   * How far the numbered input of these sessions was run, and all that came of it is durable: each
   * with its sessid and the highest `line` up to which nothing is left to run.
   */
  v.strictObject({
    kind: v.literal("ran"),
    lines: v.pipe(v.array(v.tuple([sessid, line])), v.readonly()),
  }),
  /** The Server could not start, with the reason; `isDamage` when what is kept was it. */
  v.strictObject({ kind: v.literal("failed"), error: v.string(), isDamage: v.boolean() }),
  /** Answers `stop`: nothing more will come; `measures` tells how the Server has fared in all. */
  v.strictObject({ kind: v.literal("stopped"), measures: v.optional(MeasuresSchema) }),
  /** Answers `ping`; idle when nothing runs, waits to run, or waits to become durable. */
  v.strictObject({ kind: v.literal("pong"), at: v.number(), isIdle: v.boolean() }),
  /** Lifecycle events, already free of secrets. */
  v.strictObject({
    kind: v.literal("trace"),
    events: v.pipe(v.array(TraceEventSchema), v.readonly()),
  }),
  RequestSchema,
  ReplySchema,
  CancelSchema,
]);

/** What crosses from the Server to the Portal. */
export type ServerMessage = v.InferOutput<typeof ServerMessageSchema>;
