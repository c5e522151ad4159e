import * as v from "valibot";
import type { Account, Json } from "../model.ts";
import { fingerprintOf, readSshKey, type SshKey } from "./ssh_key.ts";

/** Where an account keeps its keys: an attribute. */
export const SSH_KEYS = "sshKeys";
/** How many keys an account may have. */
const MAX_KEYS = 10;

const KeysSchema = v.array(v.object({ type: v.string(), key: v.string(), comment: v.string() }));

/** What became of the wish to add a key. */
export type AddSshKeyResult =
  | { readonly kind: "added"; readonly key: SshKey }
  /** One sentence for its user. */
  | { readonly kind: "refused"; readonly problem: string };

/**
 * Returns the public keys by which an account is let in over SSH, in the order they were added.
 *
 * @param account The account.
 *
 * @example Count them
 * ```ts
 * import { defineCommand, type SshKey, sshKeysOf } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const names = (keys: readonly SshKey[]) => keys.map(({ comment }) => comment).join(", ");
 * const keys = defineCommand({
 *   key: "keys",
 *   needs: "account",
 *   run: ({ account, msg }) => msg(`You log in with ${names(sshKeysOf(account))}.`),
 * });
 *
 * assert.equal(keys.needs, "account");
 * ```
 */
export function sshKeysOf(account: Account): readonly SshKey[] {
  return keysIn(account.get(SSH_KEYS));
}

/** Says which keys came and which went, from one value of the attribute to the next. */
export function keyNews(before: Json | undefined, after: Json | undefined): string {
  const fingerprints = (value: Json | undefined) =>
    new Set(keysIn(value).map(({ fingerprint }) => fingerprint));
  const [had, has] = [fingerprints(before), fingerprints(after)];
  const added = [...has.difference(had)].map((key) => `added ${key}`);
  const removed = [...had.difference(has)].map((key) => `removed ${key}`);
  return [...added, ...removed].join(", ");
}

function keysIn(value: Json | undefined): readonly SshKey[] {
  const kept = v.safeParse(KeysSchema, value);
  const keys = kept.success ? kept.output : [];
  return keys.map((one) => ({ ...one, fingerprint: fingerprintOf(one.key) }));
}

/** Tells whether an account has this key, as base64. */
export function hasSshKey(account: Account, key: string): boolean {
  return sshKeysOf(account).some((one) => one.key === key);
}

/**
 * Adds a public key to an account, whose owner then logs in by it over SSH, without a password.
 *
 * @param account The account.
 * @param line One line of a public key file.
 * @returns The key, or one sentence for the user about why it was not added.
 *
 * @example A command that adds a key
 * ```ts
 * import { type AddSshKeyResult, addSshKey, defineCommand, muxArgs } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const tell = (result: AddSshKeyResult) => result.kind === "added" ? "Added." : result.problem;
 * const trust = defineCommand({
 *   key: "trust",
 *   needs: "account",
 *   args: muxArgs(),
 *   run: ({ account, args, msg }) => msg(tell(addSshKey(account, args.args))),
 * });
 *
 * assert.equal(trust.key, "trust");
 * ```
 */
export function addSshKey(account: Account, line: string): AddSshKeyResult {
  const read = readSshKey(line);
  if (read.kind === "refused") return read;
  const keys = sshKeysOf(account);
  if (keys.some(({ key }) => key === read.key.key)) return refused("You have that key already.");
  if (keys.length >= MAX_KEYS) {
    return refused(`You have ${MAX_KEYS} keys, which is the most. Remove one first.`);
  }
  keep(account, [...keys, read.key]);
  return { kind: "added", key: read.key };
}

/**
 * Takes a key from an account; nobody logs in by it any more.
 *
 * @param account The account.
 * @param number Which key, as listed: from 1.
 * @returns The key, or `undefined` when there is none of this number.
 *
 * @example A command that takes the first key away
 * ```ts
 * import { defineCommand, removeSshKey } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const distrust = defineCommand({
 *   key: "distrust",
 *   needs: "account",
 *   run({ account, msg }) {
 *     const removed = removeSshKey(account, 1);
 *     msg(removed === undefined ? "You have no key." : `${removed.fingerprint} is gone.`);
 *   },
 * });
 *
 * assert.equal(distrust.key, "distrust");
 * ```
 */
export function removeSshKey(account: Account, number: number): SshKey | undefined {
  const keys = sshKeysOf(account);
  const removed = Number.isInteger(number) ? keys[number - 1] : undefined;
  if (removed !== undefined) keep(account, keys.filter((one) => one !== removed));
  return removed;
}

function keep(account: Account, keys: readonly SshKey[]): void {
  const value: Json[] = keys.map(({ type, key, comment }) => ({ type, key, comment }));
  account.set(SSH_KEYS, value.length === 0 ? undefined : value);
}

function refused(problem: string): AddSshKeyResult {
  return { kind: "refused", problem };
}
