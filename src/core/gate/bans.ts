import type { Account, Session } from "../model.ts";

/** What is kept out: clients by where they come from, or an account by its name. */
export type BanKind = "address" | "name";

/** Somebody who is kept out. */
export interface Ban {
  /** Its number. */
  readonly id: number;
  /** What is kept out. */
  readonly kind: BanKind;
  /** An address, a network such as `192.0.2.0/24`, or a name as names are compared. */
  readonly pattern: string;
  /** Why, for staff and for those whom it sends out; may be empty. */
  readonly reason: string;
  /** The name of the account that made it; empty when code did. */
  readonly by: string;
  /** When it was made: milliseconds since 1970. */
  readonly at: number;
  /** When it ends: milliseconds since 1970; one without it holds until it is lifted. */
  readonly until?: number;
}

/** The longest time that a ban can be made for, in seconds: ten years of 365 days. */
export const MAX_BAN_SECONDS = 315_360_000;

/** How many bans there may be at once. */
export const MAX_BANS = 10_000;

/** Who is to be kept out. */
export interface BanInit {
  /** An IPv4 or IPv6 address, a network in CIDR notation, or the name of an account. */
  readonly pattern: string;
  /** What the pattern is; found out by its look unless given. */
  readonly kind?: BanKind;
  /** Why; at most 200 characters, empty unless given. */
  readonly reason?: string;
  /** For how many seconds, 1 to {@linkcode MAX_BAN_SECONDS}; until it is lifted unless given. */
  readonly seconds?: number;
}

/** What a ban would do. */
export type BanCheck =
  | {
    readonly kind: "possible";
    /** What would be kept out. */
    readonly ban: Pick<Ban, "kind" | "pattern" | "reason">;
    /** The sessions that it would end. */
    readonly sessions: readonly Session[];
  }
  | { readonly kind: "refused"; readonly problem: string };

/** What became of the wish for a ban. */
export type AddBanResult =
  | { readonly kind: "added"; readonly ban: Ban }
  | { readonly kind: "refused"; readonly problem: string };

/** What became of the wish to lift a ban. */
export type RemoveBanResult =
  | { readonly kind: "removed"; readonly ban: Ban }
  | { readonly kind: "none" };

/** Keeps out who is not wanted (behaviours 13.3-13.5): addresses and names of accounts. */
export interface Bans {
  /** Returns every ban that has not ended, the oldest first. */
  all(): readonly Ban[];

  /**
   * Says what a ban would do, or why it cannot be: nobody bans this machine, themselves, or
   * somebody of higher permission.
   *
   * @param init Who is to be kept out.
   * @param by Who wants it; `null` for code, which may ban anybody.
   */
  check(init: BanInit, by: Account | null): Promise<BanCheck>;

  /**
   * Keeps somebody out from now on. The sessions it fits end when it is on disk.
   *
   * @param init Who is to be kept out.
   * @param by Who wants it; `null` for code, which may ban anybody.
   */
  add(init: BanInit, by: Account | null): Promise<AddBanResult>;

  /**
   * Lifts a ban.
   *
   * @param ban Its number, or its pattern however written.
   */
  remove(ban: number | string): RemoveBanResult;
}
