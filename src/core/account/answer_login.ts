import type { AuditLog } from "../audit/audit_log.ts";
import type { Authenticate, Authenticated } from "../boundary/authenticate_question.ts";
import type { BanList } from "../gate/ban_list.ts";
import { sessionBan } from "../gate/session_ban.ts";
import type { Account, Game } from "../model.ts";
import { StoredAccount } from "./account.ts";
import type { AuthenticateResult } from "./accounts.ts";
import { storedAccount } from "./stored_account.ts";
import { passwordMark } from "./password_mark.ts";
import { hasSshKey } from "./ssh_keys.ts";

/** The bans, as a login looks at them. */
export type KeyBans = Pick<BanList, "addressBan" | "nameBan">;

/** What a login is answered with. */
export interface AnswerLoginParts {
  readonly game: Pick<Game, "accounts">;
  readonly bans: KeyBans;
  readonly audit: Pick<AuditLog, "during" | "record" | "recordRefusal">;
}

/**
 * Answers whose proof this is: a password by the same throttle and bans as one that is typed at the
 * login screen, a key by the same bans. Who has a key of theirs guesses nothing: it does not count
 * as a failure that an account has not got it.
 */
export function answerLogin(
  question: Authenticate,
  parts: AnswerLoginParts,
): Promise<Authenticated> {
  const { address, protocolKey, proof } = question;
  return parts.audit.during({ address, protocolKey }, async () => {
    const proved = await prove(question, parts);
    if ("kind" in proved) return proved;
    // Who shows a key need not hold it: the session that comes of it is what is recorded.
    if (proof.kind !== "key") parts.audit.record({ kind: "signin", account: proved, by: "" });
    return { kind: "ok", uid: proved.id } as const;
  });
}

async function prove(
  { name, address, proof }: Authenticate,
  { game, bans, audit }: AnswerLoginParts,
): Promise<Account | Exclude<Authenticated, { kind: "ok" }>> {
  const { accounts } = game;
  switch (proof.kind) {
    case "password":
      return told(await accounts.authenticate(name, proof.password, address));
    case "code": {
      const account = await accounts.get(proof.uid);
      if (!(account instanceof StoredAccount)) return { kind: "wrong" };
      if (passwordMark(account) !== proof.passwordMark) return { kind: "wrong" };
      return told(await accounts.authenticateCode(account, proof.code, address));
    }
    case "key": {
      const account = await accounts.find(name);
      if (account === undefined || !hasSshKey(account, proof.key)) return { kind: "wrong" };
      const ban = sessionBan(bans, { address }, account);
      if (ban === undefined) return account;
      audit.recordRefusal({ account, detail: `banned ${ban.kind}` });
      return { kind: "banned", what: ban.kind };
    }
  }
}

/** What is told of it to the Portal, which is where the two steps meet. */
function told(result: AuthenticateResult): Account | Exclude<Authenticated, { kind: "ok" }> {
  if (result.kind === "ok") return result.account;
  if (result.kind !== "code") return result;
  const account = storedAccount(result.owner);
  return { kind: "code", uid: account.id, passwordMark: passwordMark(account) };
}
