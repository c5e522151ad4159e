import type { AuditLog } from "../audit/audit_log.ts";
import type { Clock } from "../clock.ts";
import type { BanList } from "../gate/ban_list.ts";
import type { Session, World } from "../model.ts";
import type { Settings } from "../settings/settings.ts";
import type { Store } from "../store/store.ts";
import type { Trace } from "../trace/trace.ts";
import type { AccountHost, StoredAccount } from "./account.ts";
import type { PasswordHasher } from "./password.ts";

/** What an `AccountService` is made with. */
export interface AccountServiceOptions {
  readonly settings: Settings;
  readonly store: Store;
  readonly world: World;
  readonly host: AccountHost;
  readonly bans: Pick<BanList, "addressBan" | "nameBan">;
  readonly clock: Clock;
  readonly trace: Trace;
  readonly audit: Pick<AuditLog, "record" | "recordRefusal">;
  /** Hashes the passwords. */
  readonly hasher: PasswordHasher;
  /** Tells whether what changes now can be kept. */
  readonly takesChanges: () => boolean;
  /** Ends a session whose account is about to be deleted. */
  readonly end: (session: Session) => Promise<void>;
  /** Records that an account is deleted, before it is. */
  readonly deleting: (account: StoredAccount, undo: () => void) => void;
  /** Tells those who watch of a new account. */
  readonly onCreate: (account: StoredAccount, address: string) => Promise<void>;
  /** Tells those who watch that a name and a password did not belong together. */
  readonly onLoginFail: (accountId: number | null, address: string) => Promise<void>;
  /** The one-time code that makes a superuser; `null` when there is one. */
  readonly claimCode: string | null;
}
