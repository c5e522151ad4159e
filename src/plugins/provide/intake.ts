import type { ProvidedThing } from "../../core/plugins/plugin_info.ts";

/** Something that a plugin provides, as reports call it. */
export interface Provided extends Pick<ProvidedThing, "kind" | "name"> {
  /** The commands it is made of. */
  readonly commands?: Iterable<{ readonly key: string }>;
}

/** Hears what cannot be reached any more, with whose it is: `say of builtin`. */
export type Hide = (what: string) => void;

/** Takes what one plugin provides: it counts from {@linkcode Intake.keep} on, until it is disposed of. */
export class Intake {
  /** The plugin's name. */
  readonly plugin: string;
  /** What was counted in, in order. */
  readonly provided: ProvidedThing[] = [];
  readonly #problems: string[];
  #waiting: Set<() => void> | undefined = new Set();
  readonly #undo: (() => void)[] = [];

  /**
   * Creates the intake of a plugin.
   *
   * @param plugin The plugin's name.
   * @param problems Where it is told what cannot be provided.
   */
  constructor(plugin: string, problems: string[]) {
    this.plugin = plugin;
    this.#problems = problems;
  }

  /**
   * Takes one thing.
   *
   * @param what What it is.
   * @param put Puts it where it belongs, when it counts, and says what it hides; returns what takes
   * it out again, or why it cannot be provided: "as …".
   * @throws {TypeError} When the plugin's setup has ended.
   */
  take(what: Provided, put: (hide: Hide) => string | (() => void)): Disposable {
    if (this.#waiting === undefined) {
      throw new TypeError(
        `Cannot provide ${what.kind} "${what.name}" as it must be done in setup: ` +
          `the setup of plugin "${this.plugin}" has ended`,
      );
    }
    let takeOut: () => void = () => this.#waiting?.delete(step);
    const step = () => {
      const hides: string[] = [];
      const outcome = put((hidden) => hides.push(hidden));
      if (typeof outcome === "string") return this.#refuse(what, outcome);
      const commands = Array.from(what.commands ?? [], ({ key }) => key);
      this.provided.push({ kind: what.kind, name: what.name, commands, hides });
      this.#undo.push(takeOut = once(outcome));
    };
    this.#waiting.add(step);
    return { [Symbol.dispose]: () => takeOut() };
  }

  /** Takes one thing that others call `plugin/name`, into a map. */
  takeNamed<T>(what: Provided, kept: Map<string, T>, value: T): Disposable {
    return this.take(what, () => {
      if (!/^[\w-]+$/.test(what.name)) return BAD_NAME;
      return putIn(kept, [`${this.plugin}/${what.name}`, value]);
    });
  }

  /** Counts in what was taken. */
  keep(): void {
    const steps = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const step of steps) step();
  }

  /** Takes out all that counts, the last first. */
  end(): void {
    for (const undo of this.#undo.reverse()) undo();
  }

  #refuse({ kind, name }: Provided, why: string): void {
    const what = ADDED.includes(kind) ? `${kind} for` : kind;
    this.#problems.push(`Plugin "${this.plugin}" cannot provide ${what} "${name}" ${why}`);
  }
}

const BAD_NAME = "as its name must be letters, digits, - and _. Choose another one";

/** Why a name that somebody else has cannot be given. */
export function takenName(owner?: string): string {
  const whose = owner === undefined ? "" : ` by ${owner}`;
  return `as its name must be free: it is taken${whose}. Choose another one`;
}

/**
 * Puts a value into a map, under a name that must be free.
 *
 * @param owner Whose a value is that is there already.
 */
export function putIn<T>(
  kept: Map<string, T>,
  [name, value]: readonly [name: string, value: T],
  owner: (there: T) => string | undefined = () => undefined,
): string | (() => void) {
  const there = kept.get(name);
  if (there !== undefined) return takenName(owner(there));
  kept.set(name, value);
  return () => void kept.delete(name);
}

/** Adds a value to a list. */
export function addTo<T>(kept: T[], value: T): () => void {
  kept.push(value);
  return () => void kept.splice(kept.indexOf(value), 1);
}

function once(run: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) run();
    isDone = true;
  };
}

/** What is named after the set it is added to. */
const ADDED: readonly string[] = ["commands", "system command"];
