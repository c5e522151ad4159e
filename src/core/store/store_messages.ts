/** What crosses between a Server isolate and the Store isolate. Every message is plain data. */
import type { AuditEntry } from "../audit/audit.ts";
import type { RowDamage } from "./damaged_row_error.ts";
import type { Ban } from "../gate/bans.ts";
import type {
  AccountRow,
  AuditPage,
  Change,
  CommitOutcome,
  CreateAccountOutcome,
  ObjectRow,
  PluginRow,
  PluginVersion,
  RanLine,
  SnapshotEnd,
} from "./store.ts";

/** What a Server asks, one kind for each method of the Store. */
export type StoreQuestion =
  | { readonly kind: "read" }
  | { readonly kind: "takeOver" }
  | { readonly kind: "commit"; readonly changes: readonly Change[] }
  | { readonly kind: "damagedAccount" }
  | { readonly kind: "resume" }
  | { readonly kind: "createAccount"; readonly row: Omit<AccountRow, "id"> }
  | { readonly kind: "findAccount"; readonly nameKey: string }
  | { readonly kind: "getAccount"; readonly id: number }
  | { readonly kind: "hasSuperuser" }
  | { readonly kind: "pluginVersions" }
  | { readonly kind: "pluginData"; readonly plugin: string }
  | { readonly kind: "auditEntries"; readonly page: AuditPage }
  | { readonly kind: "ranLines"; readonly sessids: readonly number[] }
  | { readonly kind: "close" };

/** The answer to each kind of question. */
export interface StoreAnswers {
  readonly read: SnapshotEnd;
  readonly takeOver: SnapshotEnd;
  readonly commit: CommitOutcome;
  readonly damagedAccount: RowDamage | null;
  readonly resume: boolean;
  readonly createAccount: CreateAccountOutcome;
  readonly findAccount: AccountRow | undefined;
  readonly getAccount: AccountRow | undefined;
  readonly hasSuperuser: boolean;
  readonly pluginVersions: readonly PluginVersion[];
  readonly pluginData: readonly PluginRow[];
  readonly auditEntries: readonly AuditEntry[];
  readonly ranLines: readonly RanLine[];
  readonly close: null;
}

/** A question on its way: ids count up from 1, so that the Store hears questions in order. */
export interface StoreRequest {
  readonly epoch: number;
  readonly id: number;
  readonly question: StoreQuestion;
}

/** What the Store tells a Server. */
export type StoreMessage =
  & { readonly epoch: number }
  & (
    | {
      readonly kind: "answer";
      readonly id: number;
      readonly value: StoreAnswers[keyof StoreAnswers];
    }
    /** The question could not be answered. */
    | { readonly kind: "error"; readonly id: number; readonly error: string }
    /** Some objects of the snapshot. */
    | { readonly kind: "objects"; readonly rows: readonly ObjectRow[] }
    /** Every ban of the snapshot. */
    | { readonly kind: "bans"; readonly rows: readonly Ban[] }
    /** The version of every plugin's data. */
    | { readonly kind: "pluginVersions"; readonly rows: readonly PluginVersion[] }
    /** Some of what plugins keep. */
    | { readonly kind: "pluginData"; readonly rows: readonly PluginRow[] }
    /** The changes of one commit. */
    | { readonly kind: "changes"; readonly changes: readonly Change[] }
    /** A newer Server took over, or the Store was closed: nothing more will come. */
    | { readonly kind: "fenced" }
  );
