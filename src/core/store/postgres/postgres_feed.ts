import type { Change, PluginRow, StoreReader } from "../store.ts";
import { StoreFencedError } from "../store_fenced_error.ts";
import type { Runner } from "./postgres_connection.ts";
import { bans, objectsAfter, pluginDataAfter, pluginVersions } from "./postgres_tables.ts";
import type { WorkQueue } from "./work_queue.ts";

/** What {@linkcode PostgresFeed} is made of. */
export interface PostgresFeedOptions {
  readonly sql: Runner;
  readonly queue: WorkQueue;
  /** How many rows of the snapshot are read at a time, between commits. */
  readonly chunkSize: number;
}

/** Sends the next part of a snapshot, and returns what sends the one after it, if there is one. */
type Step = () => Promise<Step | null>;

interface Following {
  readonly reader: StoreReader;
  next: Step | null;
}

/**
 * Sends the snapshot and, from its beginning on, every commit, to the Servers that read along; as
 * Feed does for SQLite. Within the queue no commit is between the reading of a part and its sending.
 */
export class PostgresFeed {
  readonly #options: PostgresFeedOptions;
  readonly #readers = new Map<number, Following>();

  /** Creates a feed that nobody follows. */
  constructor(options: PostgresFeedOptions) {
    this.#options = options;
  }

  /** Sends the snapshot to an epoch's reader, which then follows; resolves when all is sent. */
  async read(epoch: number, reader: StoreReader): Promise<void> {
    const following: Following = { reader, next: () => this.#begin(reader) };
    this.#readers.set(epoch, following);
    while (following.next !== null) {
      await this.#options.queue.run(() => this.#step(epoch, following));
    }
  }

  /** Sends the changes of one commit to everyone who follows. */
  push(changes: readonly Change[]): void {
    for (const [epoch, { reader }] of this.#readers) {
      try {
        reader.onChanges(changes);
      } catch (error) {
        // A reader's mistake fails no commit.
        this.#readers.delete(epoch);
        queueMicrotask(() => reportError(error));
      }
    }
  }

  /** Sends what is left of an epoch's snapshot, and ends its following; called within the queue. */
  async finish(epoch: number): Promise<void> {
    const following = this.#readers.get(epoch);
    if (following === undefined) return;
    while (following.next !== null) await this.#step(epoch, following);
    this.#readers.delete(epoch);
  }

  /** Ends an epoch's following; a snapshot that is not finished is given up. */
  drop(epoch: number): void {
    this.#readers.delete(epoch);
  }

  async #step(epoch: number, following: Following): Promise<void> {
    if (following.next === null) return; // finished meanwhile
    if (this.#readers.get(epoch) !== following) throw new StoreFencedError(epoch);
    following.next = await following.next();
  }

  async #begin(reader: StoreReader): Promise<Step> {
    const { sql } = this.#options;
    reader.onBans(await bans(sql));
    reader.onPluginVersions(await pluginVersions(sql));
    return () => this.#sendObjects(reader, 0);
  }

  async #sendObjects(reader: StoreReader, after: number): Promise<Step> {
    const { sql, chunkSize } = this.#options;
    const rows = await objectsAfter(sql, after, chunkSize);
    if (rows.length > 0) reader.onObjects(rows);
    const last = rows[chunkSize - 1];
    if (last !== undefined) return () => this.#sendObjects(reader, last.id);
    return () => this.#sendPluginData(reader, { plugin: "", key: "" });
  }

  async #sendPluginData(
    reader: StoreReader,
    after: Pick<PluginRow, "plugin" | "key">,
  ): Promise<Step | null> {
    const { sql, chunkSize } = this.#options;
    const rows = await pluginDataAfter(sql, after, chunkSize);
    if (rows.length > 0) reader.onPluginData(rows);
    const last = rows[chunkSize - 1];
    return last === undefined ? null : () => this.#sendPluginData(reader, last);
  }
}
