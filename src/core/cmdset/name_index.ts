import type { CommandShape } from "../command/command.ts";
import type { CmdSetEntry } from "./entry.ts";
import { foldName, MAX_NAME_LENGTH } from "./name.ts";

/** A name that a command answers to, as its author wrote it. */
export interface NamedEntry<C extends CommandShape> {
  readonly entry: CmdSetEntry<C>;
  /** The name as registered, folded. */
  readonly name: string;
  /** The name as its author wrote it, without ignored characters. */
  readonly spelling: string;
}

/** Everything that answers to one beginning of a line. */
export interface Candidates<C extends CommandShape> {
  /** How much of the line the name takes. */
  readonly length: number;
  readonly named: readonly NamedEntry<C>[];
}

/**
 * Finds commands by the beginning of a line.
 *
 * A line is asked only at the places where a name can end, up to the longest name, so the cost
 * does not grow with the number of commands.
 */
export class NameIndex<C extends CommandShape> {
  readonly #words = new Map<string, NamedEntry<C>[]>();
  readonly #prefixes = new Map<string, NamedEntry<C>[]>();
  readonly #prefixLengths = new Set<number>();
  #longest = 0;

  /**
   * Creates the index.
   *
   * @param entries The commands, the newest first among those of the same name.
   * @param ignored Characters left out at the beginning of each name.
   */
  constructor(entries: readonly CmdSetEntry<C>[], ignored: string) {
    for (const entry of entries) {
      for (const written of [entry.command.key, ...entry.command.aliases]) {
        this.#add(entry, written, ignored);
      }
    }
  }

  /**
   * Goes through what answers to the beginning of a line, the longest name first.
   *
   * @param line The trimmed line; only its first 61 characters are looked at.
   */
  *candidates(line: string): IterableIterator<Candidates<C>> {
    const head = line.slice(0, MAX_NAME_LENGTH + 1);
    const folded = foldName(head);
    for (let length = Math.min(this.#longest, head.length); length > 0; length--) {
      const named = this.#at(folded, length);
      if (named.length > 0) yield { length, named };
    }
  }

  /** Returns what answers to exactly this folded name. */
  exact(name: string): readonly NamedEntry<C>[] {
    return this.#words.get(name) ?? [];
  }

  #at(folded: string, length: number): readonly NamedEntry<C>[] {
    const ends = length === folded.length || isDelimiter(folded[length]);
    if (!ends && !this.#prefixLengths.has(length)) return [];
    const name = folded.slice(0, length);
    const words = ends ? this.#words.get(name) ?? [] : [];
    const prefixes = this.#prefixes.get(name) ?? [];
    return prefixes.length === 0 ? words : [...words, ...prefixes];
  }

  #add(entry: CmdSetEntry<C>, written: string, ignored: string): void {
    const name = foldName(written);
    if (!entry.names.includes(name)) return;
    const spelling = withoutLeading(written, ignored);
    if (spelling === "") return;
    const isPrefix = entry.command.prefix === true;
    if (isPrefix) this.#prefixLengths.add(spelling.length);
    this.#longest = Math.max(this.#longest, spelling.length);
    put(isPrefix ? this.#prefixes : this.#words, foldName(spelling), { entry, name, spelling });
  }
}

/** Returns a text without the given characters, and the space after them, at its beginning. */
export function withoutLeading(text: string, chars: string): string {
  let at = 0;
  while (at < text.length && chars.includes(text.charAt(at))) at++;
  return at === 0 ? text : text.slice(at).trimStart();
}

function isDelimiter(char: string | undefined): boolean {
  return char !== undefined && (char === "/" || /\s/.test(char));
}

function put<C extends CommandShape>(
  map: Map<string, NamedEntry<C>[]>,
  name: string,
  named: NamedEntry<C>,
): void {
  const there = map.get(name);
  if (there === undefined) map.set(name, [named]);
  else if (!there.some((other) => other.entry === named.entry)) there.push(named);
}
