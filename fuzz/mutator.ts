import type { SeededRandom } from "./seeded_random.ts";

/** The longest input that is made, in bytes. */
export const MAX_INPUT = 1024;
/** How often an input is changed at most, and how often a piece of it is repeated. */
const MAX_CHANGES = 8;
const MAX_REPEATS = 64;

/** What inputs are made of. */
export interface Ingredients {
  readonly seeds: readonly Uint8Array[];
  readonly words: readonly Uint8Array[];
  readonly random: SeededRandom;
}

type Change = (bytes: Uint8Array, ingredients: Ingredients) => Uint8Array;

/** Makes a new input of a seed: a few changes, one after the other. */
export function mutate(ingredients: Ingredients): Uint8Array {
  const { random, seeds } = ingredients;
  let bytes = random.of(seeds) ?? new Uint8Array();
  for (let left = 1 + random.below(MAX_CHANGES); left > 0; left--) {
    bytes = (random.of(CHANGES) ?? flipBit)(bytes, ingredients).subarray(0, MAX_INPUT);
  }
  return bytes.slice();
}

const CHANGES: readonly Change[] = [
  ...[flipBit, setByte, insertWord, replaceByWord, replaceValue, replaceValue],
  ...[cutOut, truncate, repeat, splice, swap],
];

/** A value of JSON that holds no other, or a list or an object that holds none. */
const VALUE = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null|\[\]|\{\}/g;

function flipBit(bytes: Uint8Array, { random }: Ingredients): Uint8Array {
  return changed(bytes, random.below(bytes.length + 1), (byte) => byte ^ (1 << random.below(8)));
}

function setByte(bytes: Uint8Array, { random }: Ingredients): Uint8Array {
  return changed(bytes, random.below(bytes.length + 1), () => random.below(256));
}

function insertWord(bytes: Uint8Array, { random, words }: Ingredients): Uint8Array {
  const at = random.below(bytes.length + 1);
  return joined(bytes.subarray(0, at), random.of(words), bytes.subarray(at));
}

function replaceByWord(bytes: Uint8Array, ingredients: Ingredients): Uint8Array {
  const { random, words } = ingredients;
  const [from, to] = stretch(bytes, random);
  return joined(bytes.subarray(0, from), random.of(words), bytes.subarray(to));
}

/** Puts a word in place of a value, so that what is around it stays whole. */
function replaceValue(bytes: Uint8Array, { random, words }: Ingredients): Uint8Array {
  // One character a byte, so that places in the text are places in the bytes.
  const text = String.fromCharCode(...bytes);
  const found = random.of([...text.matchAll(VALUE)]);
  if (found === undefined) return bytes;
  const end = found.index + found[0].length;
  return joined(bytes.subarray(0, found.index), random.of(words), bytes.subarray(end));
}

function cutOut(bytes: Uint8Array, { random }: Ingredients): Uint8Array {
  const [from, to] = stretch(bytes, random);
  return joined(bytes.subarray(0, from), bytes.subarray(to));
}

function truncate(bytes: Uint8Array, { random }: Ingredients): Uint8Array {
  return bytes.subarray(0, random.below(bytes.length + 1));
}

function repeat(bytes: Uint8Array, { random }: Ingredients): Uint8Array {
  const [from, to] = stretch(bytes, random);
  const times = Array.from({ length: random.below(MAX_REPEATS) }, () => bytes.subarray(from, to));
  return joined(bytes.subarray(0, to), ...times, bytes.subarray(to));
}

function splice(bytes: Uint8Array, { random, seeds }: Ingredients): Uint8Array {
  const other = random.of(seeds) ?? bytes;
  const [at, from] = [random.below(bytes.length + 1), random.below(other.length + 1)];
  return joined(bytes.subarray(0, at), other.subarray(from));
}

function swap(bytes: Uint8Array, { random }: Ingredients): Uint8Array {
  const [from, to] = stretch(bytes, random);
  return joined(bytes.subarray(to), bytes.subarray(from, to), bytes.subarray(0, from));
}

function changed(bytes: Uint8Array, at: number, change: (byte: number) => number): Uint8Array {
  const copy = joined(bytes, at === bytes.length ? Uint8Array.of(0) : undefined);
  copy[at] = change(copy[at] ?? 0);
  return copy;
}

function stretch(bytes: Uint8Array, random: SeededRandom): readonly [from: number, to: number] {
  const from = random.below(bytes.length + 1);
  return [from, from + random.below(bytes.length - from + 1)];
}

function joined(...parts: readonly (Uint8Array | undefined)[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + (part?.length ?? 0), 0);
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part ?? [], at);
    at += part?.length ?? 0;
  }
  return bytes;
}
