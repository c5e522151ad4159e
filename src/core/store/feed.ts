import type { Change, PluginRow, StoreReader } from "./store.ts";
import { StoreFencedError } from "./store_fenced_error.ts";
import type { Tables } from "./tables.ts";

/** What {@linkcode Feed} is made of. */
export interface FeedOptions {
  readonly tables: Tables;
  /** How many rows of the snapshot go out between two looks at what waits. */
  readonly chunkSize: number;
  /** Runs a function in a later turn of the event loop. */
  readonly schedule: (run: () => void) => void;
}

/** How far a snapshot has come: up to this object, or, after all of them, to this plugin's key. */
type Cursor =
  | { readonly kind: "objects"; readonly id: number }
  | { readonly kind: "plugins"; readonly row: Pick<PluginRow, "plugin" | "key"> };

interface Following {
  readonly reader: StoreReader;
  readonly finished: PromiseWithResolvers<void>;
  /** `null` when the whole snapshot is out. */
  cursor: Cursor | null;
}

/**
 * Sends the snapshot and, from its beginning on, every commit, to the Servers that read along.
 *
 * A chunk is read from what is committed at that moment and goes out at once, as a commit does; so
 * applying everything in the order in which it arrives always gives the truth.
 */
export class Feed {
  readonly #options: FeedOptions;
  readonly #readers = new Map<number, Following>();

  /** Creates a feed that nobody follows. */
  constructor(options: FeedOptions) {
    this.#options = options;
  }

  /** Sends the snapshot to an epoch's reader, which then follows; resolves when all is sent. */
  read(epoch: number, reader: StoreReader): Promise<void> {
    this.drop(epoch);
    const finished = Promise.withResolvers<void>();
    const following: Following = { reader, finished, cursor: { kind: "objects", id: 0 } };
    this.#readers.set(epoch, following);
    const { tables } = this.#options;
    this.#guard(epoch, () => {
      reader.onBans(tables.bans());
      reader.onPluginVersions(tables.plugins.versions());
    });
    this.#continue(epoch, following);
    return following.finished.promise;
  }

  /** Sends the changes of one commit to everyone who follows. */
  push(changes: readonly Change[]): void {
    for (const [epoch, { reader }] of this.#readers) {
      this.#guard(epoch, () => reader.onChanges(changes));
    }
  }

  /** Sends what is left of an epoch's snapshot at once, and ends its following. */
  finish(epoch: number): void {
    const following = this.#readers.get(epoch);
    if (following === undefined) return;
    while (following.cursor !== null && this.#readers.has(epoch)) this.#step(epoch, following);
    this.#readers.delete(epoch);
  }

  /** Ends an epoch's following; a snapshot that is not finished is given up. */
  drop(epoch: number): void {
    const following = this.#readers.get(epoch);
    this.#readers.delete(epoch);
    following?.finished.reject(new StoreFencedError(epoch));
  }

  #continue(epoch: number, following: Following): void {
    if (this.#readers.get(epoch) !== following || following.cursor === null) return;
    this.#step(epoch, following);
    this.#options.schedule(() => this.#continue(epoch, following));
  }

  #step(epoch: number, following: Following): void {
    const { cursor } = following;
    if (cursor === null) return;
    following.cursor = cursor.kind === "objects"
      ? this.#sendObjects(epoch, following.reader, cursor.id)
      : this.#sendPluginData(epoch, following.reader, cursor.row);
    if (following.cursor === null) following.finished.resolve();
  }

  #sendObjects(epoch: number, reader: StoreReader, id: number): Cursor {
    const { tables, chunkSize } = this.#options;
    const rows = tables.objectsAfter(id, chunkSize);
    if (rows.length > 0) this.#guard(epoch, () => reader.onObjects(rows));
    const last = rows[chunkSize - 1];
    if (last !== undefined) return { kind: "objects", id: last.id };
    return { kind: "plugins", row: { plugin: "", key: "" } };
  }

  #sendPluginData(
    epoch: number,
    reader: StoreReader,
    after: Pick<PluginRow, "plugin" | "key">,
  ): Cursor | null {
    const { tables, chunkSize } = this.#options;
    const rows = tables.plugins.after(after, chunkSize);
    if (rows.length > 0) this.#guard(epoch, () => reader.onPluginData(rows));
    const last = rows[chunkSize - 1];
    return last === undefined ? null : { kind: "plugins", row: last };
  }

  /** Keeps a reader's mistake from failing a commit: that reader alone is dropped. */
  #guard(epoch: number, tell: () => void): void {
    try {
      tell();
    } catch (error) {
      const following = this.#readers.get(epoch);
      this.#readers.delete(epoch);
      if (following?.cursor === null) queueMicrotask(() => reportError(error));
      following?.finished.reject(error);
    }
  }
}
