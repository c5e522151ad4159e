import type { Account } from "../model.ts";

/**
 * What the audit log tells of, each in one word.
 *
 * @example All that is told of what staff does to the accounts of others
 * ```ts
 * import { AUDIT_KINDS } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * assert.ok(AUDIT_KINDS.includes("permission"));
 * ```
 */
export const AUDIT_KINDS = [
  /** A session was logged in. */
  "login",
  /** Somebody proved who they are before there was a session: over SSH, or in the web's form. */
  "signin",
  /** Somebody was refused who wanted in, or to prove again who they are. */
  "refused",
  /** A session that was logged in left its account, or ended. */
  "logout",
  /** A session was ended by staff. */
  "boot",
  /** An account was made. */
  "created",
  /** An account was deleted. */
  "deleted",
  /** An account has another password. */
  "password",
  /** An account asks for codes from now on, or no more, or a recovery code was used. */
  "2fa",
  /** Keys that let an account in over SSH came or went. */
  "sshkey",
  /** Somebody is kept out. */
  "ban",
  /** A ban was lifted. */
  "unban",
  /** An account has other permissions than before. */
  "permission",
  /** A command was typed that players may not use. */
  "command",
  /** A reload, a reset or a shutdown was asked for. */
  "control",
  /** Something was done to the game, or to a session, from the observatory. */
  "observatory",
  /** The game started, or started again. */
  "start",
  /** Entries are missing here, since they could not be kept. */
  "lost",
] as const;

/** What an entry of the audit log tells of. */
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** An entry of the audit log. It holds no password, no code, and nothing that was typed hidden. */
export interface AuditEntry {
  /** Its number; a later entry has a higher one. */
  readonly id: number;
  /** When it happened, for the first time if it did several times: milliseconds since 1970. */
  readonly at: number;
  /** What it tells of. */
  readonly kind: AuditKind;
  /** The number of the account that it happened to; `null` when there is none, or none of that name. */
  readonly accountId: number | null;
  /** The name of that account; empty when there is none. */
  readonly account: string;
  /** The name of the account that did it, when that is another one; else empty. */
  readonly by: string;
  /** Where it came from: an address without a port; empty when it came from the server itself. */
  readonly address: string;
  /** The protocol key, such as `telnet`, or `web` for the form; empty as well. */
  readonly protocol: string;
  /** The session, if there was one. */
  readonly sessid: number | null;
  /** The rest of it, in a few words; at most {@linkcode MAX_AUDIT_DETAIL} characters. */
  readonly detail: string;
  /** How many times it happened: refusals of one kind are one entry for a while. */
  readonly count: number;
  /** When it happened for the last time: milliseconds since 1970. */
  readonly lastAt: number;
}

/** The longest detail of an entry, in UTF-16 code units. */
export const MAX_AUDIT_DETAIL = 200;

/** Which entries are meant; all that is given must fit. */
export interface AuditQuery {
  /** The name of the account it happened to, or of the one that did it. */
  readonly name?: string | undefined;
  /** An address or a network in CIDR notation. */
  readonly address?: string | undefined;
  /** What they tell of. */
  readonly kind?: AuditKind | undefined;
  /** From when on: milliseconds since 1970. */
  readonly since?: number | undefined;
  /** Below which number. */
  readonly before?: number | undefined;
  /** How many at most. */
  readonly limit: number;
}

/** What was found. */
export type AuditFound =
  | { readonly kind: "found"; readonly entries: readonly AuditEntry[] }
  /** One sentence for whoever asked. */
  | { readonly kind: "refused"; readonly problem: string };

/**
 * The log of who came in and who did what to others.
 *
 * @example A command that says how often somebody was refused
 * ```ts
 * import {
 *   type Audit,
 *   type AuditEntry,
 *   type AuditFound,
 *   type AuditKind,
 *   type AuditQuery,
 *   defineCommand,
 * } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const kind: AuditKind = "refused";
 * const sum = (entries: readonly AuditEntry[]) => entries.reduce((all, { count }) => all + count, 0);
 * const told = (found: AuditFound) =>
 *   found.kind === "found" ? `${sum(found.entries)} times.` : found.problem;
 * const refusals = async (audit: Audit, name: string) => {
 *   const query: AuditQuery = { kind, name, limit: 100 };
 *   return told(await audit.find(query));
 * };
 * const knocks = defineCommand({
 *   key: "knocks",
 *   needs: "account",
 *   run: async ({ game, account, msg }) => msg(await refusals(game.audit, account.name)),
 * });
 *
 * assert.equal(knocks.key, "knocks");
 * ```
 */
export interface Audit {
  /**
   * Finds entries, the newest first. A count of repeated refusals may be some seconds behind.
   *
   * @param query Which ones.
   */
  find(query: AuditQuery): Promise<AuditFound>;
}

/** Whom an entry tells of. */
export interface AuditedAccount extends Pick<Account, "name"> {
  /** `null` when nobody looked whether there is such an account. */
  readonly id: number | null;
}
