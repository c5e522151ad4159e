import { AsyncLocalStorage } from "node:async_hooks";
import type { Change } from "./store.ts";
import { StoreUnavailableError } from "./store_unavailable_error.ts";
import { undoNewestFirst } from "./undo.ts";

/** Says what a change touched. */
export interface ChangeDescription {
  /** Names the row, such as `object:12`; many changes to one row become one write. */
  readonly key: string;
  /**
   * Makes the row's change from memory, when the turn ends; `null` when there is nothing to keep.
   * Of several descriptions with one key, the last one is asked.
   */
  readonly build: () => Change | null;
  /**
   * Names the one place in memory that was assigned, such as `object:12.name`, when there is one.
   * Then undoing one scope leaves alone what another scope assigned to the same place later.
   */
  readonly slot?: string;
}

/** What happened between two moments at which the Server looks at its inbox. */
export interface Turn<T> {
  /** What is to be kept, one change per row. */
  readonly changes: readonly Change[];
  /** What takes each change to memory back, the oldest first. */
  readonly undo: readonly (() => void)[];
  /** What was said, in order. */
  readonly outputs: readonly T[];
  /** Finds the scopes in which something to be kept was changed; nobody knows them unless given. */
  readonly scopes?: () => ReadonlySet<object | undefined>;
}

interface ChangeEntry {
  readonly kind: "change";
  readonly scope: object | undefined;
  readonly description: ChangeDescription;
  undo: () => void;
}

interface OutputEntry<T> {
  readonly kind: "output";
  readonly scope: object | undefined;
  readonly output: T;
}

type Entry<T> = ChangeEntry | OutputEntry<T>;

/**
 * Records what a turn does, in order: changes, each with its undo, and output.
 *
 * A turn opens with its first entry and ends with {@linkcode Journal.endTurn}. An entry belongs to
 * the scope (one running command) it was made in, over every `await` of that command.
 *
 * @typeParam T What output is made of.
 */
export class Journal<T> {
  readonly #scopes = new AsyncLocalStorage<object>();
  readonly #undone = new WeakSet<object>();
  readonly #onOpen: () => void;
  #isOpen = false;
  #entries: Entry<T>[] = [];
  #refusal: string | null = null;
  #isRebuilding = false;

  /**
   * Creates a journal.
   *
   * @param onOpen Called when a turn opens; the Server then sees to it that the turn ends.
   */
  constructor(onOpen: () => void) {
    this.#onOpen = onOpen;
  }

  /** Tells whether changes are taken; output always is. */
  get takesChanges(): boolean {
    return this.#refusal === null;
  }

  /**
   * Runs a function, and all it awaits, in a scope.
   *
   * @param scope Stands for the command; a scope within a scope is on its own.
   * @param run What to run.
   */
  inScope<R>(scope: object, run: () => R): R {
    return this.#scopes.run(scope, run);
  }

  /**
   * Records a change. Call it before memory is changed, since it may throw.
   *
   * @param undo Takes the change back, writing memory directly: it must not be recorded itself.
   * @param description What the change touched.
   * @throws StoreUnavailableError while the Store cannot keep changes, and from then on in a scope
   * that lost some.
   */
  change(undo: () => void, description: ChangeDescription): void {
    const scope = this.#scopes.getStore();
    if (this.#refusal !== null) throw new StoreUnavailableError(this.#refusal);
    if (scope && this.isUndone(scope)) throw new StoreUnavailableError("earlier changes were lost");
    this.#add({ kind: "change", scope, description, undo });
  }

  /**
   * Records how to take back a change to what is never kept, such as a session: nothing is
   * written, and it is taken even while changes are refused.
   *
   * @param undo Takes the change back, should its turn fail or its scope be undone.
   */
  undoable(undo: () => void): void {
    if (this.#isRebuilding) return;
    const description = { key: "", build: () => null };
    this.#add({ kind: "change", scope: this.#scopes.getStore(), description, undo });
  }

  /** Runs what makes sessions again as they were: nothing of that is ever taken back. */
  rebuild(run: () => void): void {
    this.#isRebuilding = true;
    try {
      run();
    } finally {
      this.#isRebuilding = false;
    }
  }

  /**
   * Records output, to be released when everything before it is durable. In a scope whose changes
   * were lost it is dropped, since it would tell of what is not so.
   */
  say(output: T): void {
    const scope = this.#scopes.getStore();
    if (scope && this.isUndone(scope)) return;
    this.#add({ kind: "output", scope, output });
  }

  /** Whether changes of the scope that runs were lost: what it says goes nowhere. */
  get isLost(): boolean {
    const scope = this.#scopes.getStore();
    return scope !== undefined && this.isUndone(scope);
  }

  /** Tells whether changes of a scope were taken back because they could not be kept. */
  isUndone(scope: object): boolean {
    return this.#undone.has(scope);
  }

  /**
   * Takes back what a scope did in the open turn, as when a command throws: its changes, the newest
   * first, and its output. What it did in turns that ended stays.
   */
  undoScope(scope: object): void {
    const undos: (() => void)[] = [];
    const kept: Entry<T>[] = [];
    // The newest first, so that `kept` holds exactly what came after the entry looked at.
    for (const entry of this.#entries.toReversed()) {
      if (entry.scope !== scope) kept.push(entry);
      else if (entry.kind === "change" && !handOver(entry, kept)) undos.push(entry.undo);
    }
    this.#entries = kept.reverse();
    undoNewestFirst(undos.reverse());
  }

  /** Marks how far the open turn has come, for {@linkcode Journal.undoSince}. */
  mark(): number {
    return this.#entries.length;
  }

  /** Takes back all that the open turn did since a mark, in whatever scope, output included. */
  undoSince(mark: number): void {
    const lost = this.#entries.splice(mark).filter((entry) => entry.kind === "change");
    undoNewestFirst(lost.map(({ undo }) => undo));
  }

  /** Takes back the whole open turn, ends it, and returns the output that is dropped with it. */
  undoTurn(): readonly T[] {
    const entries = this.#close();
    undoNewestFirst(this.#undosOf(entries));
    return outputsOf(entries);
  }

  /**
   * Ends the open turn.
   *
   * @returns What it did, or `null` when it did nothing.
   * @throws What a `build` threw; the whole turn has then been taken back.
   */
  endTurn(): Turn<T> | null {
    const entries = this.#close();
    if (entries.length === 0) return null;
    const undo = this.#undosOf(entries);
    try {
      const [changes, outputs] = [changesOf(entries), outputsOf(entries)];
      return { changes, undo, outputs, scopes: () => scopesOf(entries) };
    } catch (error) {
      undoNewestFirst(undo);
      throw error;
    }
  }

  /** Refuses changes until {@linkcode Journal.takeChanges}. */
  refuseChanges(reason: string): void {
    this.#refusal = reason;
  }

  /** Takes changes again. */
  takeChanges(): void {
    this.#refusal = null;
  }

  #add(entry: Entry<T>): void {
    this.#entries.push(entry);
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#onOpen();
  }

  /** Returns what takes the changes back, and marks their scopes when it is called. */
  #undosOf(entries: readonly Entry<T>[]): (() => void)[] {
    return entries.filter((entry) => entry.kind === "change").map((entry) => () => {
      if (entry.scope !== undefined) this.#undone.add(entry.scope);
      entry.undo();
    });
  }

  #close(): readonly Entry<T>[] {
    const entries = this.#entries;
    this.#entries = [];
    this.#isOpen = false;
    return entries;
  }
}

/**
 * Gives an entry's undo to the next change of the same slot, which is the one to restore the value
 * from before both; tells whether there is such a change.
 */
function handOver(entry: ChangeEntry, newestFirst: readonly Entry<unknown>[]): boolean {
  const { slot } = entry.description;
  if (slot === undefined) return false;
  const later = newestFirst.findLast((other) =>
    other.kind === "change" && other.description.slot === slot
  );
  if (later?.kind !== "change") return false;
  later.undo = entry.undo;
  return true;
}

/** Returns where something to be kept was changed. */
function scopesOf<T>(entries: readonly Entry<T>[]): ReadonlySet<object | undefined> {
  const kept = entries.filter((entry) => entry.kind === "change" && entry.description.key !== "");
  return new Set(kept.map(({ scope }) => scope));
}

function outputsOf<T>(entries: readonly Entry<T>[]): T[] {
  return entries.flatMap((entry) => entry.kind === "output" ? [entry.output] : []);
}

function changesOf(entries: readonly Entry<unknown>[]): Change[] {
  const rows = new Map<string, () => Change | null>();
  for (const entry of entries) {
    if (entry.kind === "change") rows.set(entry.description.key, entry.description.build);
  }
  return [...rows.values()].flatMap((build) => build() ?? []);
}
