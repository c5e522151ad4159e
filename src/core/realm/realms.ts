/** Several worlds behind the same Portals, as game code sees them. */

/** How a session is handed over to another realm. */
export interface TransferOptions {
  /** What the client is told first: markup. */
  readonly text?: string;
}

/**
 * What became of the wish to hand a session over to another realm.
 *
 * @example A portal of the game's own that stays shut in the dark
 * ```ts
 * import type { Session, TransferOptions, TransferOutcome } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * function stepThrough(session: Session, isDark: boolean): Promise<TransferOutcome> {
 *   const options: TransferOptions = { text: "You step through." };
 *   if (!isDark) return session.transfer("arena", options);
 *   return Promise.resolve({ kind: "refused", reason: "It is too dark." });
 * }
 *
 * assert.equal(stepThrough.length, 2);
 * ```
 */
export type TransferOutcome =
  /** It is on its way: this realm has let it go. */
  | { readonly kind: "transferred" }
  /** It stays, with the reason: one sentence without markup. */
  | { readonly kind: "refused"; readonly reason: string };

/** A player of another realm, as everybody may see one. */
export interface RealmPlayer {
  /** The account's name. */
  readonly name: string;
  /** For how long it has been there, in milliseconds. */
  readonly onFor: number;
  /** Since when its user typed nothing, in milliseconds. */
  readonly idle: number;
}

/** Who is in another realm. */
export type RealmPlayers =
  | {
    readonly kind: "reached";
    readonly realm: string;
    /** In the order of their names; the first 500, if there are more. */
    readonly players: readonly RealmPlayer[];
    /** How many there are in all. */
    readonly count: number;
  }
  /** Its Server has not answered in time. */
  | { readonly kind: "away"; readonly realm: string };

/**
 * The realms behind the same Portals: worlds of their own, which share their accounts.
 *
 * @example Who is elsewhere, in a few words
 * ```ts
 * import { type RealmPlayer, type RealmPlayers, type Realms } from "@vestibule/core";
 * import { testGame } from "@vestibule/core/testing";
 * import assert from "node:assert/strict";
 *
 * const shown = ({ name, idle }: RealmPlayer) => idle < 60_000 ? name : `${name} (away)`;
 * const line = (one: RealmPlayers) =>
 *   one.kind === "away"
 *     ? `${one.realm} cannot be reached`
 *     : `${one.realm}: ${one.players.map(shown).join(", ")}`;
 *
 * async function elsewhere(realms: Realms): Promise<readonly string[]> {
 *   return (await realms.who()).map(line);
 * }
 *
 * await using game = await testGame();
 * const { realms } = game.inside;
 * assert.deepEqual([realms.name, realms.names, realms.home], ["main", ["main"], "main"]);
 * assert.deepEqual(await elsewhere(realms), []);
 * ```
 */
export interface Realms {
  /** The name of this one. */
  readonly name: string;
  /** The names of all, the home realm first; only this one where there is no other. */
  readonly names: readonly string[];
  /** The name of the one that players come to, and that keeps the accounts. */
  readonly home: string;
  /**
   * Tells who is in the other realms, in the order of their names; asks them, which takes half a
   * second at most. Empty at once where there is no other.
   */
  who(): Promise<readonly RealmPlayers[]>;
}
