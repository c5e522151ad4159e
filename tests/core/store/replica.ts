import type { Ban } from "../../../src/core/gate/bans.ts";
import type {
  AccountRow,
  Change,
  ObjectRow,
  PluginRow,
  PluginVersion,
  StoreReader,
} from "../../../src/core/store/store.ts";

/** A reader that applies what it is told in the order of arrival, as a Server does. */
export class Replica implements StoreReader {
  readonly objects = new Map<number, ObjectRow>();
  readonly accounts = new Map<number, AccountRow>();
  readonly bans = new Map<number, Ban>();
  /** What plugins keep, under `plugin/key`. */
  readonly pluginData = new Map<string, string>();
  readonly pluginVersions = new Map<string, number>();
  chunks = 0;
  commits = 0;

  onObjects(rows: readonly ObjectRow[]): void {
    this.chunks++;
    for (const row of rows) this.objects.set(row.id, row);
  }

  onBans(rows: readonly Ban[]): void {
    this.bans.clear();
    for (const row of rows) this.bans.set(row.id, row);
  }

  onPluginVersions(rows: readonly PluginVersion[]): void {
    this.pluginVersions.clear();
    for (const { plugin, version } of rows) this.pluginVersions.set(plugin, version);
  }

  onPluginData(rows: readonly PluginRow[]): void {
    this.chunks++;
    for (const { plugin, key, value } of rows) this.pluginData.set(`${plugin}/${key}`, value);
  }

  onChanges(changes: readonly Change[]): void {
    this.commits++;
    for (const change of changes) this.apply(change);
  }

  apply(change: Change): void {
    if (change.kind === "putObject") this.objects.set(change.row.id, change.row);
    if (change.kind === "deleteObject") this.objects.delete(change.id);
    if (change.kind === "putAccount") this.accounts.set(change.row.id, change.row);
    if (change.kind === "deleteAccount") this.accounts.delete(change.id);
    if (change.kind === "putBan") this.bans.set(change.row.id, change.row);
    if (change.kind === "deleteBan") this.bans.delete(change.id);
    this.#applyPlugin(change);
  }

  #applyPlugin(change: Change): void {
    if (change.kind === "putPluginData") this.onPluginData([change.row]);
    if (change.kind === "deletePluginData") {
      this.pluginData.delete(`${change.plugin}/${change.key}`);
    }
    if (change.kind === "putPluginVersion") {
      this.pluginVersions.set(change.row.plugin, change.row.version);
    }
  }

  names(): string[] {
    return [...this.objects.values()].sort((a, b) => a.id - b.id).map((row) => row.name);
  }
}
