import { permissionText } from "../audit/permission_text.ts";
import { CmdSetStack, type CmdSetStackOptions } from "../cmdset/cmdset_stack.ts";
import type { AnyCommand } from "../command/context.ts";
import {
  isNamed,
  type NamedPermission,
  type Permission,
  PERMISSIONS,
} from "../command/permission.ts";
import type {
  Account,
  ExecuteCmdOptions,
  GameObject,
  Json,
  MsgOptions,
  Outputs,
  Session,
} from "../model.ts";
import { jsonCopy } from "../json_copy.ts";
import { nameKey } from "../object/world.ts";
import { executeCmd } from "../session/execute_cmd.ts";
import { callsOf, sessidsOf } from "../session/outputs.ts";
import type { AccountRow } from "../store/store.ts";
import { type AccountData, accountData } from "./account_data.ts";
import { keyNews, SSH_KEYS } from "./ssh_keys.ts";

/** How many networks an account is known from. */
const MAX_NETWORKS = 10;

/** What an account needs of the Server. */
export interface AccountHost {
  /** Records a change to an account's row before it is made. */
  changing(account: StoredAccount, undo: () => void): void;
  /** Hears that it may do something else than before, or is let in by other keys. */
  onAccess(account: StoredAccount, kind: "permission" | "sshkey", detail: string): void;
  /** The level from which a plugin's permission is held. */
  leastFor(permission: NamedPermission): Permission | undefined;
  sessionsOf(accountId: number): readonly Session[];
  charactersOf(accountId: number): readonly GameObject[];
  objectAt(id: number): GameObject | undefined;
  /** What the stack of an account is made with. */
  stackOptions(account: StoredAccount): CmdSetStackOptions<AnyCommand>;
  output(sessids: readonly number[], calls: ReturnType<typeof callsOf>): void;
}

/** An account held in memory while somebody is logged in to it. */
export class StoredAccount implements Account {
  readonly id: number;
  readonly createdAt: number;
  readonly cmdsets: CmdSetStack<AnyCommand>;
  /** Nobody logs in to an account that is ending; one that is deleted cannot be changed. */
  fate: "kept" | "ending" | "deleted" = "kept";
  readonly #host: AccountHost;
  #row: AccountRow;
  #data: AccountData;

  /**
   * Creates the account from its row.
   *
   * @param row What is kept.
   * @param host The Server.
   * @throws {DamagedRowError} When its data is not as this class writes it.
   */
  constructor(row: AccountRow, host: AccountHost) {
    this.id = row.id;
    this.createdAt = row.createdAt;
    this.#host = host;
    this.#row = row;
    const { cmdsets = [], ...data } = accountData(row);
    this.#data = {
      permissions: ["Player"],
      granted: [],
      isQuelled: false,
      isGuest: false,
      lastPuppet: null,
      lastLogin: null,
      knownNetworks: [],
      attributes: {},
      ...data,
    };
    this.cmdsets = new CmdSetStack<AnyCommand>(host.stackOptions(this));
    this.cmdsets.recall(cmdsets);
  }

  get name(): string {
    return this.#row.name;
  }

  get isSuperuser(): boolean {
    return this.#row.isSuperuser;
  }

  get typeName(): string {
    return this.#data.typeName ?? "account";
  }

  /** Makes it one of a type. */
  become(typeName: string): void {
    this.#change({ typeName });
  }

  get isGuest(): boolean {
    return this.#data.isGuest;
  }

  get permissions(): readonly Permission[] {
    return this.#data.permissions;
  }

  set permissions(permissions: readonly Permission[]) {
    const held = new Set(permissions);
    const unknown = permissions.find((level) => !PERMISSIONS.includes(level));
    if (unknown !== undefined) {
      throw new RangeError(
        `Cannot set permissions as each must be one of ${PERMISSIONS.join(", ")}: ` +
          `current value is "${unknown}"`,
      );
    }
    this.#change({ permissions: PERMISSIONS.filter((level) => held.has(level)) });
  }

  get granted(): readonly NamedPermission[] {
    return this.#data.granted;
  }

  set granted(granted: readonly NamedPermission[]) {
    const wrong = granted.find((name) => !isNamed(name));
    if (wrong !== undefined) {
      throw new RangeError(
        `Cannot grant a permission as it must be a plugin's, plugin/name: current value is "${wrong}"`,
      );
    }
    this.#change({ granted: [...new Set(granted)] });
  }

  leastFor(permission: NamedPermission): Permission | undefined {
    return this.#host.leastFor(permission);
  }

  get isQuelled(): boolean {
    return this.#data.isQuelled;
  }

  set isQuelled(isQuelled: boolean) {
    this.#change({ isQuelled });
  }

  get characters(): readonly GameObject[] {
    return this.#host.charactersOf(this.id);
  }

  get sessions(): readonly Session[] {
    return this.#host.sessionsOf(this.id);
  }

  get puppets(): readonly GameObject[] {
    const puppets = this.sessions.map(({ puppet }) => puppet).filter((puppet) => puppet !== null);
    return [...new Set(puppets)];
  }

  get lastPuppet(): GameObject | null {
    const id = this.#data.lastPuppet;
    return id === null ? null : this.#host.objectAt(id) ?? null;
  }

  set lastPuppet(object: GameObject | null) {
    this.#change({ lastPuppet: object?.id ?? null });
  }

  /** When it last logged in: milliseconds since 1970, or `null` before the first time. */
  get lastLogin(): number | null {
    return this.#data.lastLogin;
  }

  set lastLogin(at: number | null) {
    this.#change({ lastLogin: at });
  }

  /** Tells whether its password came from there before. */
  knows(network: string): boolean {
    return this.#data.knownNetworks.includes(network);
  }

  /** Keeps that its password came from there; those of longest ago are forgotten. */
  remember(network: string): void {
    const known = this.#data.knownNetworks;
    if (known[0] === network) return;
    const others = known.filter((one) => one !== network).slice(0, MAX_NETWORKS - 1);
    this.#change({ knownNetworks: [network, ...others] });
  }

  get(name: string): Json | undefined {
    return Object.hasOwn(this.#data.attributes, name) ? this.#data.attributes[name] : undefined;
  }

  set(name: string, value: Json | undefined): void {
    const { [name]: _, ...others } = this.#data.attributes;
    const kept = value === undefined ? {} : { [name]: jsonCopy(value, name) };
    this.#change({ attributes: { ...others, ...kept } });
  }

  msg(said: string | Outputs, options: Pick<MsgOptions, "sessions"> = {}): void {
    const sessids = sessidsOf(options.sessions ?? this.sessions);
    if (sessids.length > 0) this.#host.output(sessids, callsOf(said));
  }

  executeCmd(line: string, options: ExecuteCmdOptions = {}): boolean {
    return executeCmd(this.sessions, line, options);
  }

  /** Makes it the superuser. */
  promote(): void {
    this.#replace({ ...this.#row, isSuperuser: true }, this.#data);
  }

  /** Is called and may do from now on what the realm says that keeps it. */
  follow({ name, isSuperuser }: Pick<AccountRow, "name" | "isSuperuser">): void {
    if (name === this.name && isSuperuser === this.isSuperuser) return;
    this.#replace({ ...this.#row, name, nameKey: nameKey(name), isSuperuser }, this.#data);
  }

  /** The kept text of its password. */
  get passwordHash(): string {
    return this.#row.password;
  }

  set passwordHash(password: string) {
    this.#replace({ ...this.#row, password }, this.#data);
  }

  /** What is kept of its codes, as `keptTwoFactor()` reads it; no game code sees it. */
  get twoFactor(): Readonly<Record<string, Json>> | undefined {
    return this.#data.twoFactor;
  }

  set twoFactor(twoFactor: Readonly<Record<string, Json>> | undefined) {
    this.#change({ twoFactor });
  }

  /** What is to be kept of it now. */
  toRow(): AccountRow {
    const cmdsets = this.cmdsets.kept();
    const data = cmdsets.length === 0 ? this.#data : { ...this.#data, cmdsets };
    return { ...this.#row, data: JSON.stringify(data) };
  }

  /**
   * Checks that it may be changed.
   *
   * @throws {RangeError} When it was deleted.
   */
  mustBeKept(): void {
    if (this.fate !== "deleted") return;
    throw new RangeError(`Cannot change account ${this.id} as it must be kept: it was deleted`);
  }

  #change(part: Partial<AccountData>): void {
    this.#replace(this.#row, { ...this.#data, ...part });
  }

  #replace(row: AccountRow, data: AccountData): void {
    this.mustBeKept();
    const before = { row: this.#row, data: this.#data };
    const from = permissionText(this);
    this.#host.changing(this, () => {
      this.#row = before.row;
      this.#data = before.data;
    });
    this.#row = row;
    this.#data = data;
    const to = permissionText(this);
    if (to !== from) this.#host.onAccess(this, "permission", `${from} → ${to}`);
    const [had, has] = [before.data, data].map(({ attributes }) => attributes[SSH_KEYS]);
    if (had !== has) this.#host.onAccess(this, "sshkey", keyNews(had, has));
  }
}
