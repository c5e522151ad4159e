import type { AuditEntry } from "../audit/audit.ts";
import type { RowDamage } from "./damaged_row_error.ts";
import type {
  AccountRow,
  AuditPage,
  Change,
  CommitOutcome,
  CreateAccountOutcome,
  PluginRow,
  PluginVersion,
  RanLine,
  SnapshotEnd,
  Store,
  StoreReader,
} from "./store.ts";
import { StoreFencedError } from "./store_fenced_error.ts";
import type { StoreAnswers, StoreMessage, StoreQuestion, StoreRequest } from "./store_messages.ts";
import { messageOf } from "../trace/error_text.ts";

/** The Store as a Server isolate reaches it: over a message port. */
export class PortStore implements Store {
  readonly #port: MessagePort;
  readonly #epoch: number;
  readonly #open = new Map<number, PromiseWithResolvers<unknown>>();
  #lastId = 0;
  #reader: StoreReader | null = null;
  /** Hears what the reader throws, while the snapshot comes. */
  #failRead: ((error: unknown) => void) | null = null;
  #isEnded = false;

  /**
   * Connects over a port whose other end the Store serves.
   *
   * @param port The port; this Store closes it.
   * @param epoch The Server's number, as the Store was told it.
   */
  constructor(port: MessagePort, epoch: number) {
    this.#port = port;
    this.#epoch = epoch;
    port.onmessage = (event: MessageEvent<StoreMessage>) => this.#receive(event.data);
  }

  /** Sends the snapshot and then the feed. */
  async read(reader: StoreReader): Promise<SnapshotEnd> {
    this.#reader = reader;
    const { promise, reject } = Promise.withResolvers<never>();
    this.#failRead = reject;
    try {
      return await Promise.race([this.#ask({ kind: "read" }), promise]);
    } finally {
      this.#failRead = null;
    }
  }

  /** Makes this epoch the writer. */
  takeOver(): Promise<SnapshotEnd> {
    return this.#ask({ kind: "takeOver" });
  }

  /** Looks through the accounts. */
  damagedAccount(): Promise<RowDamage | null> {
    return this.#ask({ kind: "damagedAccount" });
  }

  /** Makes changes durable; `failed` also when this epoch is fenced. */
  commit(changes: readonly Change[]): Promise<CommitOutcome> {
    return this.#write({ kind: "commit", changes });
  }

  /** Tries to write after a failed commit. */
  resume(): Promise<boolean> {
    return this.#ask({ kind: "resume" });
  }

  /** Adds an account; `failed` also when this epoch is fenced. */
  createAccount(row: Omit<AccountRow, "id">): Promise<CreateAccountOutcome> {
    return this.#write({ kind: "createAccount", row });
  }

  /** Finds an account by its compared name. */
  findAccount(nameKey: string): Promise<AccountRow | undefined> {
    return this.#ask({ kind: "findAccount", nameKey });
  }

  /** Finds an account by its id. */
  getAccount(id: number): Promise<AccountRow | undefined> {
    return this.#ask({ kind: "getAccount", id });
  }

  /** Tells whether any account is a superuser. */
  hasSuperuser(): Promise<boolean> {
    return this.#ask({ kind: "hasSuperuser" });
  }

  /** Tells which version the data of each plugin is of. */
  pluginVersions(): Promise<readonly PluginVersion[]> {
    return this.#ask({ kind: "pluginVersions" });
  }

  /** Returns all that a plugin keeps. */
  pluginData(plugin: string): Promise<readonly PluginRow[]> {
    return this.#ask({ kind: "pluginData", plugin });
  }

  /** Returns entries of the audit log. */
  auditEntries(page: AuditPage): Promise<readonly AuditEntry[]> {
    return this.#ask({ kind: "auditEntries", page });
  }

  /** Tells which lines of sessions are used up. */
  ranLines(sessids: readonly number[]): Promise<readonly RanLine[]> {
    return this.#ask({ kind: "ranLines", sessids });
  }

  /** Leaves the Store and closes the port; what was asked for before is finished. */
  async close(): Promise<void> {
    if (this.#isEnded) return;
    try {
      await this.#ask({ kind: "close" });
    } catch (error) {
      if (!(error instanceof StoreFencedError)) throw error;
    } finally {
      this.#end();
    }
  }

  /** Asks for a write, whose failure is an outcome and not an error. */
  async #write<K extends "commit" | "createAccount">(
    question: Extract<StoreQuestion, { kind: K }>,
  ): Promise<StoreAnswers[K] | { readonly kind: "failed"; readonly reason: string }> {
    try {
      return await this.#ask<K>(question);
    } catch (error) {
      return { kind: "failed", reason: messageOf(error) };
    }
  }

  async #ask<K extends StoreQuestion["kind"]>(
    question: Extract<StoreQuestion, { kind: K }>,
  ): Promise<StoreAnswers[K]> {
    if (this.#isEnded) throw new StoreFencedError(this.#epoch);
    const request: StoreRequest = { epoch: this.#epoch, id: this.#lastId + 1, question };
    this.#port.postMessage(request); // throws before the id is used, when data cannot be cloned
    this.#lastId = request.id;
    const answer = Promise.withResolvers<unknown>();
    this.#open.set(request.id, answer);
    return await answer.promise as StoreAnswers[K]; // the Store answers each kind with its own
  }

  #receive(message: StoreMessage): void {
    if (message.epoch !== this.#epoch || this.#isEnded) return;
    switch (message.kind) {
      case "answer":
        return this.#take(message.id)?.resolve(message.value);
      case "error":
        return this.#take(message.id)?.reject(new Error(message.error));
      case "fenced":
        return this.#end();
      default:
        return this.#guard(() => this.#tell(message));
    }
  }

  /** What cannot be read fails the reading, and nothing more is read then. */
  #guard(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      if (this.#failRead === null) throw error;
      this.#reader = null;
      this.#failRead(error);
    }
  }

  #tell(message: Exclude<StoreMessage, { kind: "answer" | "error" | "fenced" }>): void {
    switch (message.kind) {
      case "objects":
        return this.#reader?.onObjects(message.rows);
      case "bans":
        return this.#reader?.onBans(message.rows);
      case "pluginVersions":
        return this.#reader?.onPluginVersions(message.rows);
      case "pluginData":
        return this.#reader?.onPluginData(message.rows);
      case "changes":
        return this.#reader?.onChanges(message.changes);
    }
  }

  #take(id: number): PromiseWithResolvers<unknown> | undefined {
    const answer = this.#open.get(id);
    this.#open.delete(id);
    return answer;
  }

  #end(): void {
    this.#isEnded = true;
    this.#port.close();
    for (const answer of this.#open.values()) answer.reject(new StoreFencedError(this.#epoch));
    this.#open.clear();
  }
}
