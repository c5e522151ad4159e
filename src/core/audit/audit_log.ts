import { AsyncLocalStorage } from "node:async_hooks";
import type { StartMode } from "../boundary/messages.ts";
import type { Clock } from "../clock.ts";
import { isInNetwork, parseAddress, parseNetwork } from "../gate/network.ts";
import type { Settings } from "../settings/settings.ts";
import type { Journal } from "../store/journal.ts";
import type { Store } from "../store/store.ts";
import { StoreUnavailableError } from "../store/store_unavailable_error.ts";
import {
  type Audit,
  type AuditedAccount,
  type AuditEntry,
  type AuditFound,
  type AuditKind,
  type AuditQuery,
  MAX_AUDIT_DETAIL,
} from "./audit.ts";
import type { AuditOrigin } from "./audit_origin.ts";
import { Refusals } from "./refusals.ts";

/** How often refusals that repeat are counted in the Store at most, in milliseconds. */
const COUNT_MS = 10_000;

/** How often entries that are too old or too many are removed at most, in milliseconds... */
const TRIM_MS = 60_000;

/** ... unless so many new ones came meanwhile. */
const TRIM_ENTRIES = 1_000;

/** How many entries are looked at in one step when they are looked for by address. */
const PAGE = 2_000;

/** How many entries are found at once at most. */
const MAX_FOUND = 1_000;

/** What an {@linkcode AuditLog} is made with. */
export interface AuditLogOptions {
  readonly settings: Pick<Settings, "auditDays" | "auditRows">;
  readonly clock: Clock;
  readonly journal: Pick<Journal<unknown>, "change" | "inScope">;
  readonly store: Pick<Store, "auditEntries">;
}

/** What happened. */
export interface AuditWhat {
  readonly kind: AuditKind;
  /** The account that it happened to. */
  readonly account?: AuditedAccount | null;
  /** The name of who did it; the one whose command runs, unless given. */
  readonly by?: string;
  /** Where it came from; the session whose command runs, unless given. */
  readonly from?: AuditOrigin;
  /** The address it came from, when it is known though there is no session. */
  readonly address?: string;
  /** The rest of it: plain text, cut where it is too long. Never a secret. */
  readonly detail?: string;
}

type Unnumbered = Omit<AuditEntry, "id">;

/**
 * The audit log of a Server: entries are changes to the Store like all others, and so are durable
 * before what they tell of is told to anybody. Recording never throws: while nothing can be kept,
 * what is lost is counted.
 */
export class AuditLog implements Audit {
  readonly #options: AuditLogOptions;
  readonly #origins = new AsyncLocalStorage<AuditOrigin>();
  readonly #refusals = new Refusals();
  #lastId = 0;
  #lost = 0;
  #countedAt = 0;
  #trimmedAt = 0;
  /** New entries since the last time some were removed. */
  #untrimmed = 0;

  /** Creates a log that nothing is recorded in before it starts. */
  constructor(options: AuditLogOptions) {
    this.#options = options;
  }

  /**
   * Records from now on.
   *
   * @param lastId The highest number that an entry has.
   * @param mode How the Server comes up.
   */
  start(lastId: number, mode: StartMode): void {
    this.#lastId = lastId;
    this.record({ kind: "start", detail: mode });
  }

  /** Records what was counted, since nothing more will come. */
  stop(): void {
    this.#keepCounts();
  }

  /** Runs a function, and all it awaits, as what somebody does. */
  during<R>(from: AuditOrigin, run: () => R): R {
    return this.#origins.run(from, run);
  }

  /** Records what shares the fate of the command that did it: undone, it was not. */
  record(what: AuditWhat): void {
    if (this.#isOff) return;
    if (this.#lost > 0 && this.#tryToKeep(this.#lostOnes())) this.#lost = 0;
    if (!this.#tryToKeep(this.#numbered(this.#entryOf(what)))) this.#lost++;
    this.#options.journal.inScope({}, () => this.#keepHouse());
  }

  /** Records what somebody set about, whatever becomes of it. */
  recordAttempt(what: AuditWhat): void {
    this.#options.journal.inScope({}, () => this.record(what));
  }

  /** Records that somebody was refused; what repeats is counted. */
  recordRefusal(what: Omit<AuditWhat, "kind" | "by">): void {
    if (this.#isOff) return;
    const refusal = this.#entryOf({ ...what, kind: "refused", by: "" });
    this.#options.journal.inScope({}, () => {
      const entry = this.#refusals.count(refusal, (first) => this.#numbered(first));
      if (entry !== undefined && !this.#tryToKeep(entry)) this.#refusals.lose(entry.id);
      this.#keepHouse();
    });
  }

  async find({ address, limit: wanted, before, ...filter }: AuditQuery): Promise<AuditFound> {
    const limit = Math.max(0, Math.min(wanted, MAX_FOUND));
    const network = address === undefined ? null : parseNetwork(address.trim());
    if (network === undefined) {
      return { kind: "refused", problem: "That is no address and no network in CIDR notation." };
    }
    const isMeant = (entry: AuditEntry) => {
      const from = network === null ? undefined : parseAddress(entry.address);
      return network === null || (from !== undefined && isInNetwork(from, network));
    };
    const entries: AuditEntry[] = [];
    let below = before ?? Number.MAX_SAFE_INTEGER;
    const size = network === null ? limit : PAGE;
    for (;;) {
      const page = await this.#options.store.auditEntries({
        ...filter,
        before: below,
        limit: size,
      });
      entries.push(...page.filter(isMeant));
      const last = page.at(-1);
      if (entries.length >= limit || page.length < size || last === undefined) break;
      below = last.id;
    }
    return { kind: "found", entries: entries.slice(0, limit) };
  }

  get #isOff(): boolean {
    return this.#options.settings.auditRows === 0;
  }

  #entryOf({ kind, account = null, by, from, address, detail = "" }: AuditWhat): Unnumbered {
    const actor = this.#origins.getStore();
    const origin = from ?? actor;
    const doer = by ?? actor?.account?.name ?? "";
    const at = this.#options.clock.now();
    return {
      ...{ at, kind, accountId: account?.id ?? null, account: account?.name ?? "" },
      by: doer === account?.name ? "" : doer,
      address: address ?? origin?.address ?? "",
      protocol: origin?.protocolKey ?? "",
      sessid: origin?.sessid ?? null,
      ...{ detail: cut(detail), count: 1, lastAt: at },
    };
  }

  #numbered(entry: Unnumbered): AuditEntry {
    this.#untrimmed++;
    return { id: ++this.#lastId, ...entry };
  }

  #lostOnes(): AuditEntry {
    const detail = `${this.#lost} entries could not be kept`;
    return this.#numbered(this.#entryOf({ kind: "lost", by: "", detail }));
  }

  /** Tells whether the Store takes changes just now; this one may be taken back with its turn. */
  #tryToKeep(entry: AuditEntry): boolean {
    return this.#change(`audit:${entry.id}`, () => ({ kind: "putAudit", row: entry }), () => {
      this.#refusals.lose(entry.id);
    });
  }

  #change(
    key: string,
    build: Parameters<AuditLogOptions["journal"]["change"]>[1]["build"],
    undo: () => void = () => {},
  ): boolean {
    try {
      this.#options.journal.change(undo, { key, build });
      return true;
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
      return false;
    }
  }

  /** Does now and then what would be too much to do each time; no timer outlives the Server. */
  #keepHouse(): void {
    const now = this.#options.clock.now();
    if (now - this.#countedAt >= COUNT_MS) this.#keepCounts();
    if (now - this.#trimmedAt >= TRIM_MS || this.#untrimmed >= TRIM_ENTRIES) this.#trim(now);
  }

  #keepCounts(): void {
    this.#countedAt = this.#options.clock.now();
    for (const entry of this.#refusals.takeChanged(this.#countedAt)) {
      if (!this.#tryToKeep(entry)) this.#refusals.lose(entry.id);
    }
  }

  #trim(now: number): void {
    const { auditDays, auditRows: keep } = this.#options.settings;
    this.#trimmedAt = now;
    this.#untrimmed = 0;
    const before = auditDays === 0 ? 0 : now - auditDays * 86_400_000;
    this.#change("audit:trim", () => ({ kind: "trimAudit", before, keep }));
  }
}

/** No half of a character is left at the end. */
function cut(text: string): string {
  if (text.length <= MAX_AUDIT_DETAIL) return text;
  return `${text.slice(0, MAX_AUDIT_DETAIL - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
