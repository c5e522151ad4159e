import type { AuditEntry } from "../../src/core/audit/audit.ts";
import type {
  AccountRow,
  AuditPage,
  Change,
  CommitOutcome,
  PluginRow,
  PluginVersion,
  RanLine,
  SnapshotEnd,
  Store,
  StoreReader,
} from "../../src/core/store/store.ts";

/** Says when commits are asked of the Stores of a game; each Server has one of its own. */
export class StoreGate {
  #isOpen = true;
  #waiting: (() => void)[] = [];
  /** What is lost of each commit, as when its Server dies just then: all of it, or its answer alone. */
  loses: "commit" | "answer" | null = null;
  /** Whether the database cannot be reached: whatever is asked fails. */
  isAway = false;
  /** How often something was asked while it was away. */
  askedAway = 0;
  /** How many commits were lost, or their answers. */
  lost = 0;
  /** What the commits that wait, or waited last, are to change. */
  asked: readonly (readonly Change[])[] = [];

  /** How many commits wait. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Lets commits wait from now on. */
  close(): void {
    this.#isOpen = false;
  }

  /** Lets the oldest commit go on, if any waits. */
  letOneThrough(): void {
    this.#waiting.shift()?.();
  }

  /** Lets all commits go on from now on. */
  open(): void {
    this.#isOpen = true;
    for (const go of this.#waiting.splice(0)) go();
  }

  /** Throws while the database is away. */
  check(): void {
    if (!this.isAway) return;
    this.askedAway++;
    throw new Error("connection refused");
  }

  /** Resolves when a commit may go on. */
  pass(): Promise<void> {
    if (this.#isOpen) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

/** A Store whose commits wait at a gate; everything else goes straight to the real one. */
export class HeldStore implements Store {
  readonly #store: Store;
  readonly #gate: StoreGate;

  /** Puts a gate before a Store. */
  constructor(store: Store, gate: StoreGate) {
    this.#store = store;
    this.#gate = gate;
  }

  async commit(changes: readonly Change[]): Promise<CommitOutcome> {
    if (this.#gate.waiting === 0) this.#gate.asked = [];
    this.#gate.asked = [...this.#gate.asked, changes];
    await this.#gate.pass();
    if (this.#gate.loses === "commit") return await this.#lose();
    this.#gate.check();
    const outcome = await this.#store.commit(changes);
    return this.#gate.loses === "answer" ? await this.#lose() : outcome;
  }

  #lose(): Promise<never> {
    this.#gate.lost++;
    return new Promise(() => {});
  }

  read(reader: StoreReader): Promise<SnapshotEnd> {
    return this.#store.read(reader);
  }

  takeOver(): Promise<SnapshotEnd> {
    return this.#store.takeOver();
  }

  damagedAccount(): ReturnType<Store["damagedAccount"]> {
    return this.#store.damagedAccount();
  }

  async resume(): Promise<boolean> {
    this.#gate.check();
    return await this.#store.resume();
  }

  createAccount(row: Omit<AccountRow, "id">): ReturnType<Store["createAccount"]> {
    return this.#store.createAccount(row);
  }

  async findAccount(nameKey: string): Promise<AccountRow | undefined> {
    this.#gate.check();
    return await this.#store.findAccount(nameKey);
  }

  async getAccount(id: number): Promise<AccountRow | undefined> {
    this.#gate.check();
    return await this.#store.getAccount(id);
  }

  hasSuperuser(): Promise<boolean> {
    return this.#store.hasSuperuser();
  }

  pluginVersions(): Promise<readonly PluginVersion[]> {
    return this.#store.pluginVersions();
  }

  pluginData(plugin: string): Promise<readonly PluginRow[]> {
    return this.#store.pluginData(plugin);
  }

  auditEntries(page: AuditPage): Promise<readonly AuditEntry[]> {
    return this.#store.auditEntries(page);
  }

  async ranLines(sessids: readonly number[]): Promise<readonly RanLine[]> {
    this.#gate.check();
    return await this.#store.ranLines(sessids);
  }

  close(): Promise<void> {
    return this.#store.close();
  }
}
