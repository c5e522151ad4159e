import type { StoredAccount } from "../account/account.ts";
import type { AuditLog } from "../audit/audit_log.ts";
import type { ServerMessage } from "../boundary/messages.ts";
import type { Passport } from "../boundary/session_sync.ts";
import type { Clock } from "../clock.ts";
import type { CmdSet } from "../cmdset/cmdset.ts";
import type { AnyCommand } from "../command/context.ts";
import type { SessionClass } from "../contributions.ts";
import type { BanList } from "../gate/ban_list.ts";
import type { Hooks } from "../hooks.ts";
import type { Game, Session } from "../model.ts";
import type { Settings } from "../settings/settings.ts";
import type { Journal } from "../store/journal.ts";
import type { StoreWait } from "../store/store_wait.ts";
import type { Trace } from "../trace/trace.ts";
import type { SessionCore, SessionHost } from "./session_core.ts";

/** What the registry and its flows need of the Server. */
export interface RegistryParts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly trace: Trace;
  readonly audit: AuditLog;
  readonly hooks: Hooks;
  readonly bans: Pick<BanList, "addressBan" | "nameBan">;
  readonly host: SessionHost;
  readonly sessionClass: SessionClass;
  readonly journal: Pick<Journal<unknown>, "isLost" | "takesChanges" | "inScope">;
  /** Tells when the Store answers again. */
  readonly storeWait: Pick<StoreWait, "isWell" | "well" | "pause">;
  /** Finds or makes the account of somebody whom another realm sends. */
  readonly foreign: (passport: Passport, address: string) => Promise<StoredAccount>;
  /** The game, which is made after the registry. */
  readonly game: () => Game;
  readonly findCmdSet: (name: string) => CmdSet<AnyCommand> | undefined;
  /** Tells the Portal, when the turn's changes are durable. */
  readonly say: (message: ServerMessage) => void;
  /** Shows the login screen to a session. */
  readonly showLogin: (core: SessionCore, session: Session) => void | Promise<void>;
}
