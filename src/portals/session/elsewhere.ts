import * as v from "valibot";
import { BrowserSchema } from "./browser_news.ts";
import type { ConnectionEvents, ProtocolConnection } from "./connection.ts";
import { ProtocolFlagsSchema } from "../../core/boundary/flags.ts";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const uid = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
/** A SHA-256 as base64url. */
const hash = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));

/** The fields of a {@linkcode Wish}. */
export const WISH = {
  /** The hash of the token that the client has. */
  token: hash,
  /** How many messages of the session it has received. */
  received: count,
  /** Whether one of our own pages asks. */
  isOwn: v.boolean(),
  /** The hash of the token of its browser's cookie, if it has one. */
  browser: v.nullable(hash),
  /** The account that its browser is signed in to, if that is known. */
  uid: v.nullable(uid),
};

function isMessage(value: unknown): boolean {
  return typeof value === "string" || value instanceof Uint8Array;
}

const WishSchema = v.strictObject(WISH);

/** What a client wants that comes back to a session, without its secrets. */
export type Wish = Readonly<v.InferOutput<typeof WishSchema>>;

/** Checks a {@linkcode MovedConnection}. */
export const MovedConnectionSchema = v.strictObject({
  /** How many messages of the client were received. */
  received: count,
  /** The messages that it may not have received, and how many there were before them. */
  sent: v.strictObject({
    before: count,
    messages: v.pipe(v.array(v.custom<string | Uint8Array>(isMessage)), v.readonly()),
  }),
  /** The address that the client came from first. */
  address: v.string(),
  /** How what it types is treated. */
  mode: v.picklist(["normal", "secret"]),
  /** What is known of the client. */
  flags: v.pipe(ProtocolFlagsSchema, v.readonly()),
  /** The tab of a browser that it is, if it is one. */
  tab: v.nullable(v.strictObject({
    /** The account that it has, or arrived with. */
    uid: v.nullable(uid),
    /** How its browser is known. */
    browser: v.nullable(BrowserSchema),
    /** Until when its page may sign its browser in, if it has not: milliseconds since 1970. */
    signInUntil: v.number(),
  })),
});

/** What a Portal holds of a connection that can come back, for another one to go on with. */
export type MovedConnection = Readonly<v.InferOutput<typeof MovedConnectionSchema>>;

/** What makes a session of a connection that was another Portal's. */
export type Connect = (
  connection: ProtocolConnection,
) => { readonly sessid: number; readonly events: ConnectionEvents };

/** A portal whose clients can come back, by this Portal or another one. */
export interface Resumable {
  /** Returns the session that a client may have, `null` when it may not, if there is one. */
  find(wish: Wish): number | null | undefined;
  /**
   * Lets all arrive that is on its way, and returns what another Portal needs to go on with the
   * connection of a session.
   */
  record(sessid: number, received: number): MovedConnection | undefined;
  /** Goes on with a connection of another Portal; its client comes later. */
  adopt(token: string, moved: MovedConnection, connect: Connect): void;
  /** Forgets the connection of a session that another Portal has. */
  letGo(sessid: number): void;
}

/** A portal that can send clients on to another Portal of the realm, by which they come back. */
export interface Onward {
  /** The sessions whose clients can. */
  readonly movable: readonly number[];
  /**
   * Lets clients come back at once, by another Portal of the realm, and nobody in any more.
   *
   * @param sessids Their sessions.
   * @returns Those whose clients are here.
   */
  sendOn(sessids: readonly number[]): readonly number[];
}

/** The other Portals of a realm, to which clients of this one may go, and from which others come. */
export interface Elsewhere {
  /** Lets sessions of this portal go elsewhere. */
  serve(portal: Resumable): void;
  /** Whether a session can go elsewhere. */
  mayMove(sessid: number): boolean;
  /** Whether a session that may go elsewhere can do so now: the Server of its world is there. */
  canMove(sessid: number): boolean;
  /** Whether a session is about to move, so that its client has to wait. */
  isMoving(sessid: number): boolean;
  /**
   * Looks for a session at the other Portals.
   *
   * @param wish What the client wants.
   * @param token Its token, which nobody else is told.
   * @returns `here` when this Portal has it now, `none` when nobody has it or the client may not have
   * it, and `later` when that cannot be decided now.
   */
  seek(wish: Wish, token: string): Promise<"here" | "none" | "later">;
}
