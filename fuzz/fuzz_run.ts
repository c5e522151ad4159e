import type { FuzzTarget } from "./fuzz_target.ts";
import { minimise } from "./minimise.ts";
import { mutate } from "./mutator.ts";
import { readSeeds } from "./read_seeds.ts";
import { SeededRandom } from "./seeded_random.ts";
import { SHARED_WORDS } from "./words.ts";

/** An input of which something does not hold. */
export interface Finding {
  readonly target: string;
  /** The seed of the run; of a seed's own file, its name. */
  readonly seed: number | string;
  /** The shortest input that shows it. */
  readonly bytes: Uint8Array;
  readonly error: unknown;
}

/** What a run of one target came to. */
export interface FuzzOutcome {
  readonly inputs: number;
  readonly bytes: number;
  readonly finding: Finding | undefined;
}

/** How long a run goes on. */
export interface FuzzRunOptions {
  readonly seed: number;
  /** Asked before each input, with how many there were. */
  readonly goesOn: (inputs: number) => boolean;
}

/** Gives a target its seeds, and then what is made of them, until something does not hold. */
export async function fuzzRun(target: FuzzTarget, options: FuzzRunOptions): Promise<FuzzOutcome> {
  const seeds = readSeeds(target.name);
  let [inputs, bytes] = [0, 0];
  for (const { file, bytes: seed } of seeds) {
    inputs++;
    bytes += seed.length;
    const finding = await tryInput(target, { seed: file, input: seed });
    if (finding !== undefined) return { inputs, bytes, finding };
  }
  const words = (target.words ?? []).map((word) => new TextEncoder().encode(word));
  const ingredients = {
    seeds: seeds.map((seed) => seed.bytes),
    words: [...SHARED_WORDS, ...words],
    random: new SeededRandom(options.seed),
  };
  while (options.goesOn(inputs)) {
    const input = mutate(ingredients);
    inputs++;
    bytes += input.length;
    const finding = await tryInput(target, { seed: options.seed, input });
    if (finding !== undefined) return { inputs, bytes, finding };
  }
  return { inputs, bytes, finding: undefined };
}

async function tryInput(
  target: FuzzTarget,
  { seed, input }: { readonly seed: number | string; readonly input: Uint8Array },
): Promise<Finding | undefined> {
  if (await errorOf(target, input) === undefined) return undefined;
  const bytes = await minimise(input, async (other) => await errorOf(target, other) !== undefined);
  const error = (await errorOf(target, bytes))?.error;
  return { target: target.name, seed, bytes, error };
}

/** Whatever was decoded, no object of ours has got a property by it. */
async function errorOf(
  { run }: FuzzTarget,
  input: Uint8Array,
): Promise<{ readonly error: unknown } | undefined> {
  const before = new Set(Reflect.ownKeys(Object.prototype));
  try {
    await run(input.slice());
  } catch (error) {
    return { error };
  }
  const added = Reflect.ownKeys(Object.prototype).filter((key) => !before.has(key));
  // Taken away again, so that the next input is judged by what it does itself.
  for (const key of added) Reflect.deleteProperty(Object.prototype, key);
  if (added.length === 0) return undefined;
  return { error: new Error(`Object.prototype was given "${added.map(String).join()}"`) };
}
