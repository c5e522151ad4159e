import type { Account, GameObject, Json } from "../model.ts";
import { foldName, MAX_NAME_LENGTH } from "../cmdset/name.ts";

/** Who has nicks: an account, or an object. */
export type NickHolder = Pick<Account | GameObject, "get" | "set">;

/** A word that stands for a line. */
export interface Nick {
  /** The first word of a line, in lower case. */
  readonly alias: string;
  /** What it is replaced with; `$1` to `$9` are the words behind it, `$*` is all of them. */
  readonly replacement: string;
}

/** What became of the wish for a nick. */
export type SetNickResult =
  | { readonly kind: "kept"; readonly nick: Nick }
  | { readonly kind: "refused"; readonly problem: string };

/** A line with its nick replaced. */
export interface ReplacedLine {
  /** The line that is matched. */
  readonly line: string;
  /** The nick that the line began with; `null` when it began with none. */
  readonly nick: Nick | null;
}

/** The attribute that keeps the nicks of an account or an object. */
const NICKS = "nicks";
const MAX_NICKS = 100;
const MAX_REPLACEMENT = 1000;
const ARG = /\$([1-9*])/g;

/**
 * Returns the nicks of an account or an object, in the order of their aliases.
 *
 * @param holder Whose they are.
 * @returns The nicks; none when it never had one.
 *
 * @example Count them
 * ```ts
 * import { defineCommand, nicksOf } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const count = defineCommand({
 *   key: "count",
 *   needs: "account",
 *   run: ({ account, msg }) => msg(`You have ${nicksOf(account).length} nicks.`),
 * });
 *
 * assert.equal(count.needs, "account");
 * ```
 */
export function nicksOf(holder: NickHolder): readonly Nick[] {
  return Object.entries(kept(holder))
    .map(([alias, replacement]) => ({ alias, replacement }))
    .sort((a, b) => a.alias < b.alias ? -1 : 1);
}

/**
 * Gives an account or an object a nick, in place of one of the same alias (behaviour 8.1.1).
 *
 * An object's nicks count only while the account that owns it puppets it, so that nobody can make
 * another one's words mean something else.
 *
 * @param holder Whose it will be; 100 at most.
 * @param alias One word of at most 60 characters, whatever its case; never `nick` itself.
 * @param replacement What a line that begins with it means: 1,000 characters at most. Without
 * `$1` to `$9` or `$*` in it, the rest of the line follows it.
 * @returns The nick, or why there is none: plain text.
 *
 * @example A nick for everybody who makes a character
 * ```ts
 * import { definePlugin, setNick } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const greeting = definePlugin({
 *   name: "greeting",
 *   version: "1.0.0",
 *   api: 1,
 *   setup: ({ on }) => on("session:login", ({ account }) => {
 *     setNick(account, "hi", "say Hello, $*!");
 *   }),
 * });
 *
 * assert.equal(greeting.name, "greeting");
 * ```
 */
export function setNick(holder: NickHolder, alias: string, replacement: string): SetNickResult {
  const name = foldName(alias);
  const nicks = kept(holder);
  const problem = aliasProblem(name) ?? replacementProblem(replacement);
  if (problem !== null) return { kind: "refused", problem };
  if (!Object.hasOwn(nicks, name) && Object.keys(nicks).length >= MAX_NICKS) {
    return { kind: "refused", problem: `There can be ${MAX_NICKS} nicks and no more.` };
  }
  holder.set(NICKS, { ...nicks, [name]: replacement });
  return { kind: "kept", nick: { alias: name, replacement } };
}

/**
 * Takes a nick away.
 *
 * @param holder Whose it is.
 * @param alias Its word, whatever its case.
 * @returns Whether there was one.
 *
 * @example Forget a nick
 * ```ts
 * import { defineCommand, removeNick } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const forget = defineCommand({
 *   key: "forget",
 *   needs: "account",
 *   run: ({ account, args, msg }) => msg(removeNick(account, args) ? "Gone." : "Never heard of it."),
 * });
 *
 * assert.equal(forget.key, "forget");
 * ```
 */
export function removeNick(holder: NickHolder, alias: string): boolean {
  const name = foldName(alias);
  const nicks = kept(holder);
  if (!Object.hasOwn(nicks, name)) return false;
  const { [name]: _, ...others } = nicks;
  holder.set(NICKS, Object.keys(others).length === 0 ? undefined : others);
  return true;
}

/**
 * Replaces the nick that a line begins with (behaviour 8.1.1): of the first holder that has one,
 * and once, so that a nick never meets another.
 *
 * @param line What was typed.
 * @param holders Whose nicks count, in this order.
 * @param maxLength How long the line may become, in characters; the rest is cut.
 */
export function replaceNick(
  line: string,
  holders: readonly NickHolder[],
  maxLength: number,
): ReplacedLine {
  const text = line.trim();
  const [word = ""] = /^\S+/.exec(text) ?? [];
  if (word === "" || word.length > MAX_NAME_LENGTH) return { line, nick: null };
  const nick = find(foldName(word), holders);
  if (nick === null) return { line, nick };
  return { line: fill(nick.replacement, text.slice(word.length).trim(), maxLength), nick };
}

/** Returns whose nicks count for a line: the account's own puppet first, then the account. */
export function nickHolders(account: Account | null, puppet: GameObject | null): NickHolder[] {
  if (account === null) return [];
  return puppet !== null && puppet.ownerId === account.id ? [puppet, account] : [account];
}

function find(alias: string, holders: readonly NickHolder[]): Nick | null {
  for (const holder of holders) {
    const nicks = holder.get(NICKS);
    const replacement = isRecord(nicks) && Object.hasOwn(nicks, alias) ? nicks[alias] : undefined;
    if (typeof replacement === "string") return { alias, replacement };
  }
  return null;
}

function fill(replacement: string, args: string, maxLength: number): string {
  if (replacement.search(ARG) < 0) return `${replacement} ${args}`.trim().slice(0, maxLength);
  const words = args.split(/\s+/);
  let room = maxLength;
  return replacement.replaceAll(ARG, (_, which: string) => {
    const put = (which === "*" ? args : words[Number(which) - 1] ?? "").slice(0, room);
    room -= put.length;
    return put;
  }).trim().slice(0, maxLength);
}

function aliasProblem(alias: string): string | null {
  if (alias === "" || /\s/.test(alias)) return "The alias must be one word.";
  if (alias.length > MAX_NAME_LENGTH) {
    return `The alias must have at most ${MAX_NAME_LENGTH} characters.`;
  }
  return /^nick(?:\/|$)/.test(alias)
    ? 'The word "nick" cannot be an alias: you would need it to undo it.'
    : null;
}

function replacementProblem(replacement: string): string | null {
  if (replacement.trim() === "") return "The replacement must not be empty.";
  if (replacement.length <= MAX_REPLACEMENT) return null;
  return `The replacement must have at most ${MAX_REPLACEMENT} characters.`;
}

/** Game code may have put anything into the attribute: what is not a nick is left out. */
function kept(holder: NickHolder): Readonly<Record<string, string>> {
  const value = holder.get(NICKS);
  if (!isRecord(value)) return {};
  const nicks = Object.entries(value).filter((entry): entry is [string, string] => {
    return typeof entry[1] === "string";
  });
  return Object.fromEntries(nicks);
}

function isRecord(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
