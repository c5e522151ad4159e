import type { AuditLog } from "../audit/audit_log.ts";
import type { ServerMessage } from "../boundary/messages.ts";
import type { Clock } from "../clock.ts";
import { outranks } from "../command/outranks.ts";
import type { Account, Session, Sessions } from "../model.ts";
import { nameKey } from "../object/world.ts";
import type { Journal } from "../store/journal.ts";
import type { Change, StoreReader } from "../store/store.ts";
import type { Trace } from "../trace/trace.ts";
import { BanList } from "./ban_list.ts";
import { type BanTarget, banTarget } from "./ban_target.ts";
import {
  type AddBanResult,
  type Ban,
  type BanCheck,
  type BanInit,
  type Bans,
  MAX_BANS,
  type RemoveBanResult,
} from "./bans.ts";
import { isInNetwork, parseAddress, parseNetwork } from "./network.ts";
import { banFarewell, sessionBan } from "./session_ban.ts";

/** What {@linkcode StoredBans} are made with. */
export interface StoredBansOptions {
  readonly journal: Pick<Journal<unknown>, "change" | "inScope">;
  readonly clock: Clock;
  readonly trace: Trace;
  readonly audit: Pick<AuditLog, "record">;
  /** The sessions, which are made after the bans. */
  readonly sessions: () => Pick<Sessions, "all" | "disconnect">;
  readonly findAccount: (name: string) => Promise<Account | undefined>;
}

/** A ban as it is wished for, before it has a number. */
type WishedBan = Exclude<BanTarget, { kind: "problem" }>;

/**
 * The bans, in memory and in the Store. The Portal is told of each change when it is durable, and
 * then the sessions end that fall under a ban.
 */
export class StoredBans implements Bans, Pick<StoreReader, "onBans" | "onChanges"> {
  readonly #options: StoredBansOptions;
  readonly #list: BanList;
  #lastId = 0;
  #isChanged = false;

  /**
   * Creates bans that keep out nobody yet.
   *
   * @param options What they need of the Server.
   */
  constructor(options: StoredBansOptions) {
    this.#options = options;
    this.#list = new BanList([], () => options.clock.now());
  }

  /** The bans, to be looked up. */
  get list(): Pick<BanList, "addressBan" | "nameBan"> {
    return this.#list;
  }

  all(): readonly Ban[] {
    return this.#list.all().filter((ban) => this.#list.holds(ban));
  }

  async check(init: BanInit, by: Account | null): Promise<BanCheck> {
    const target = banTarget(init);
    return target.kind === "problem" ? refused(target.problem) : await this.#check(target, by);
  }

  async add(init: BanInit, by: Account | null): Promise<AddBanResult> {
    const target = banTarget(init);
    if (target.kind === "problem") return refused(target.problem);
    const checked = await this.#check(target, by);
    // Somebody else may have banned the same while this was looked at.
    const problem = checked.kind === "refused" ? checked.problem : this.#problem(target);
    if (problem !== undefined) return refused(problem);
    return { kind: "added", ban: this.#add(target, by, init) };
  }

  remove(wanted: number | string): RemoveBanResult {
    const ban = typeof wanted === "number" ? this.#list.get(wanted) : this.#ofPattern(wanted);
    if (ban === undefined) return { kind: "none" };
    this.#forget(ban);
    this.#options.trace.emit("ban:remove", { data: { ...ban } });
    this.#options.audit.record({ kind: "unban", ...auditedBan(ban) });
    return { kind: "removed", ban };
  }

  onBans(rows: readonly Ban[]): void {
    this.#list.reset(rows);
    this.#noteIds(rows);
  }

  onChanges(changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.kind === "putBan") {
        this.#list.add(change.row);
        this.#noteIds([change.row]);
      }
      if (change.kind === "deleteBan") this.#list.remove(change.id);
    }
  }

  /** Tells all bans as they are now. */
  message(): Extract<ServerMessage, { kind: "gate" }> {
    return { kind: "gate", bans: this.all() };
  }

  /** Returns what the Portal has to be told at the end of a turn; once, however much changed. */
  takeNews(): readonly ServerMessage[] {
    const news = this.#isChanged ? [this.message()] : [];
    this.#isChanged = false;
    return news;
  }

  /**
   * Ends the sessions that fall under these bans.
   *
   * @param bans Bans that are durable: one that is not may still be taken back.
   */
  enforce(bans: readonly Ban[]): void {
    const list = new BanList(bans, () => this.#options.clock.now());
    const sessions = this.#options.sessions();
    // Not a part of the command that banned: what becomes of that one later changes nothing here.
    this.#options.journal.inScope({}, () => {
      for (const session of sessions.all()) {
        const ban = sessionBan(list, session, session.account);
        if (ban !== undefined) void sessions.disconnect(session, "banned", banFarewell(ban));
      }
    });
  }

  #add({ kind, pattern, reason }: WishedBan, by: Account | null, { seconds }: BanInit): Ban {
    const { clock, trace, audit } = this.#options;
    for (const known of this.#list.all()) if (!this.#list.holds(known)) this.#forget(known);
    const until = seconds === undefined ? {} : { until: clock.now() + seconds * 1000 };
    const id = this.#lastId + 1;
    const ban: Ban = { id, kind, pattern, reason, by: by?.name ?? "", at: clock.now(), ...until };
    this.#record(id, () => this.#list.remove(id));
    this.#lastId = id;
    this.#list.add(ban);
    trace.emit("ban:add", { data: { ...ban } });
    audit.record({ kind: "ban", by: ban.by, ...auditedBan(ban) });
    return ban;
  }

  #forget(ban: Ban): void {
    this.#record(ban.id, () => this.#list.add(ban));
    this.#list.remove(ban.id);
  }

  async #check(target: WishedBan, by: Account | null): Promise<BanCheck> {
    const owner = target.kind === "name"
      ? await this.#options.findAccount(target.pattern)
      : undefined;
    const sessions = this.#options.sessions().all().filter((one) => isMeant(target, one));
    const accounts = [owner, ...sessions.map(({ account }) => account)].filter(isThere);
    const problem = this.#problem(target) ?? problemFor(by, accounts);
    if (problem !== undefined) return refused(problem);
    const { kind, pattern, reason } = target;
    return { kind: "possible", ban: { kind, pattern, reason }, sessions };
  }

  #problem(target: WishedBan): string | undefined {
    const known = target.kind === "name"
      ? this.#list.nameBan(target.pattern)
      : this.#list.networkBan(target.network);
    if (known !== undefined) return `That is banned already: it is ban ${known.id}.`;
    if (this.#list.size < MAX_BANS) return undefined;
    return `There are ${MAX_BANS} bans already, the most allowed. Lift one first.`;
  }

  #ofPattern(text: string): Ban | undefined {
    const network = parseNetwork(text.trim());
    const ban = network === undefined ? undefined : this.#list.networkBan(network);
    return ban ?? this.#list.nameBan(nameKey(text));
  }

  /** The number of a ban that was lifted is not given again, while its Server is up. */
  #noteIds(rows: readonly Ban[]): void {
    for (const { id } of rows) this.#lastId = Math.max(this.#lastId, id);
  }

  #record(id: number, undo: () => void): void {
    this.#options.journal.change(undo, {
      key: `ban:${id}`,
      build: () => {
        const row = this.#list.get(id);
        return row === undefined ? { kind: "deleteBan", id } : { kind: "putBan", row };
      },
    });
    this.#isChanged = true;
  }
}

/** What the audit log tells of a ban. */
function auditedBan({ kind, pattern, reason, until }: Ban) {
  const account = kind === "name" ? { id: null, name: pattern } : null;
  const end = until === undefined ? "" : ` until ${new Date(until).toISOString()}`;
  return { account, detail: `${kind} ${pattern}${end}${reason === "" ? "" : `: ${reason}`}` };
}

function isMeant(target: WishedBan, { address, account }: Session): boolean {
  if (target.kind === "name") return account !== null && nameKey(account.name) === target.pattern;
  const parsed = parseAddress(address);
  return parsed !== undefined && isInNetwork(parsed, target.network);
}

function problemFor(by: Account | null, accounts: readonly Account[]): string | undefined {
  if (by === null) return undefined;
  if (accounts.some(({ id }) => id === by.id)) return "You cannot ban yourself.";
  const isAbove = accounts.some((account) => outranks(account, by));
  return isAbove ? "That would ban somebody whose permission is higher than yours." : undefined;
}

function isThere(account: Account | null | undefined): account is Account {
  return account !== null && account !== undefined;
}

function refused(problem: string): { readonly kind: "refused"; readonly problem: string } {
  return { kind: "refused", problem };
}
