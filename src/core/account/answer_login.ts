import type { Authenticate, Authenticated } from "../boundary/authenticate_question.ts";
import type { BanList } from "../gate/ban_list.ts";
import { sessionBan } from "../gate/session_ban.ts";
import type { Account, Game } from "../model.ts";
import { hasSshKey } from "./ssh_keys.ts";

/** The bans, as a login looks at them. */
export type KeyBans = Pick<BanList, "addressBan" | "nameBan">;

/** What a login is answered with. */
export interface AnswerLoginParts {
  readonly game: Pick<Game, "accounts">;
  readonly bans: KeyBans;
}

/**
 * Answers whose proof this is: a password by the same throttle and bans as one that is typed at the
 * login screen, a key by the same bans. Who has a key of theirs guesses nothing: it does not count
 * as a failure that an account has not got it.
 */
export async function answerLogin(
  { name, address, proof }: Authenticate,
  { game, bans }: AnswerLoginParts,
): Promise<Authenticated> {
  if (proof.kind === "password") {
    const result = await game.accounts.authenticate(name, proof.password, address);
    return result.kind === "ok" ? { kind: "ok", uid: result.account.id } : result;
  }
  const account = await game.accounts.find(name);
  if (account === undefined || !hasSshKey(account, proof.key)) return { kind: "wrong" };
  return banned(account, address, bans) ?? { kind: "ok", uid: account.id };
}

function banned(account: Account, address: string, bans: KeyBans): Authenticated | undefined {
  const ban = sessionBan(bans, { address }, account);
  return ban === undefined ? undefined : { kind: "banned", what: ban.kind };
}
