import type { CmdSet } from "../cmdset/cmdset.ts";
import { foldName, MAX_NAME_LENGTH } from "../cmdset/name.ts";
import { type NamedEntry, type NameIndex, withoutLeading } from "../cmdset/name_index.ts";
import type { CommandShape } from "./command.ts";
import type { AnyCommand } from "./context.ts";

/** How a line is matched. */
export interface MatchOptions<C extends CommandShape> {
  /** Characters left out at the beginning of line and names when nothing else fits: `@&/+`. */
  readonly ignoredPrefixes: string;
  /** Tells whether the caller may know of a command; without it, every command counts. */
  readonly allowed?: (command: C) => boolean;
}

/** Finds the command that a line asks for (behaviour 8.2.8). */
export type CommandParser = (
  set: CmdSet<AnyCommand>,
  line: string,
  options: MatchOptions<AnyCommand>,
) => MatchOutcome<AnyCommand>;

/** A command that a line asks for. */
export interface CommandMatch<C extends CommandShape> {
  /** The command. */
  readonly command: C;
  /** The registered name that fits, folded. */
  readonly name: string;
  /** The name as it was typed. */
  readonly typed: string;
  /** The rest of the line, the space before it included. */
  readonly args: string;
  /** The whole line as it came. */
  readonly raw: string;
  /** The layer that the command came from. */
  readonly source: string;
  /** The object whose cmdset it came from, if its layer named one; a stand-in for the puppet. */
  readonly owner?: object;
}

/** What a line fits: no command, one, or several of the same name (the newest first). */
export type MatchOutcome<C extends CommandShape> =
  | { readonly kind: "none" }
  | { readonly kind: "one" } & CommandMatch<C>
  | { readonly kind: "many"; readonly matches: readonly CommandMatch<C>[] };

const NONE = { kind: "none" } as const;
const MAX_NUMBER_LENGTH = 3;
const NUMBER_BEFORE = new RegExp(`^(\\d{1,${MAX_NUMBER_LENGTH}})-`);
const NUMBER_AFTER = new RegExp(`-(\\d{1,${MAX_NUMBER_LENGTH}})(?=[\\s/]|$)`, "g");

/**
 * Finds the command that a line asks for (behaviour 8.2).
 *
 * The longest name wins, then the one of the same case. Of several that are left, `2-ball` and
 * `ball-2` choose the second. A command that is not allowed is as good as absent, and a system
 * command is never found. Only the beginning of the line is looked at, whatever its length.
 *
 * @param set The merged cmdset of the session.
 * @param line What was typed.
 *
 * @example The longest name wins
 * ```ts
 * import { cmdSet, defineCommand, matchCommand } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const commands = ["look", "look under"].map((key) => defineCommand({ key, run() {} }));
 * const found = matchCommand(cmdSet({ key: "Body", commands }), "look under the bed", { ignoredPrefixes: "" });
 *
 * assert.equal(found.kind === "one" && found.args, " the bed");
 * ```
 */
export function matchCommand<C extends CommandShape>(
  set: CmdSet<C>,
  line: string,
  options: MatchOptions<C>,
): MatchOutcome<C> {
  const text = line.trim();
  const { ignoredPrefixes: chars, allowed = () => true } = options;
  const found = new Search(set.index(), text, line, allowed).run();
  if (found.kind !== "none" || text.length < 2 || chars === "") return found;
  return new Search(set.indexWithout(chars), withoutLeading(text, chars), line, allowed).run();
}

/** One look for a line in one index. */
class Search<C extends CommandShape> {
  readonly #index: NameIndex<C>;
  readonly #text: string;
  readonly #raw: string;
  readonly #allowed: (command: C) => boolean;

  constructor(
    index: NameIndex<C>,
    text: string,
    raw: string,
    allowed: (command: C) => boolean,
  ) {
    this.#index = index;
    this.#text = text;
    this.#raw = raw;
    this.#allowed = allowed;
  }

  run(): MatchOutcome<C> {
    const matches = this.#direct();
    if (matches.length !== 1) {
      const numbered = this.#numberAfter() ?? this.#numberBefore();
      if (numbered !== undefined) return { kind: "one", ...numbered };
    }
    return outcomeOf(matches);
  }

  /** What the line begins with, the longest name only. */
  #direct(): CommandMatch<C>[] {
    for (const { length, named } of this.#index.candidates(this.#text)) {
      const typed = this.#text.slice(0, length);
      const args = this.#text.slice(length);
      const fitting = named.filter((one) => this.#fits(one, args));
      if (fitting.length > 0) return this.#matches(fitting, typed, args);
    }
    return [];
  }

  /** `ball-2`, the longest such name. */
  #numberAfter(): CommandMatch<C> | undefined {
    const head = this.#text.slice(0, MAX_NAME_LENGTH + MAX_NUMBER_LENGTH + 2);
    for (const found of [...head.matchAll(NUMBER_AFTER)].reverse()) {
      const typed = head.slice(0, found.index);
      const args = this.#text.slice(found.index + found[0].length);
      const match = this.#numbered(typed, args, Number(found[1]));
      if (match !== undefined) return match;
    }
    return undefined;
  }

  /** `2-ball`, the longest such name. */
  #numberBefore(): CommandMatch<C> | undefined {
    const found = NUMBER_BEFORE.exec(this.#text);
    if (found === null) return undefined;
    const rest = this.#text.slice(found[0].length);
    for (const { length } of this.#index.candidates(rest)) {
      const match = this.#numbered(rest.slice(0, length), rest.slice(length), Number(found[1]));
      if (match !== undefined) return match;
    }
    return undefined;
  }

  #numbered(typed: string, args: string, number: number): CommandMatch<C> | undefined {
    const named = this.#index.exact(foldName(typed)).filter((one) => this.#fits(one, args));
    return this.#matches(named, typed, args)[number - 1];
  }

  #fits({ entry: { command } }: NamedEntry<C>, args: string): boolean {
    return fitsArgs(command, args) && this.#allowed(command);
  }

  #matches(named: readonly NamedEntry<C>[], typed: string, args: string): CommandMatch<C>[] {
    const sameCase = named.filter(({ spelling }) => spelling === typed);
    return (sameCase.length > 0 ? sameCase : named).map(({ entry, name }) => {
      const { command, source, owner } = entry;
      const match = { command, name, typed, args, raw: this.#raw, source };
      return owner === undefined ? match : { ...match, owner };
    });
  }
}

/** Tells whether a command takes what follows its name (behaviours 8.2.1 and 7.4.11). */
export function fitsArgs({ isExit, argRegex }: CommandShape, args: string): boolean {
  if (isExit === true && args !== "") return false;
  // Unlike test(), search() has no memory, whatever the flags.
  return argRegex === undefined || args.search(argRegex) >= 0;
}

function outcomeOf<C extends CommandShape>(matches: readonly CommandMatch<C>[]): MatchOutcome<C> {
  const [first] = matches;
  if (first === undefined) return NONE;
  return matches.length === 1 ? { kind: "one", ...first } : { kind: "many", matches };
}
