import type { Account, Session } from "../model.ts";
import { escapeMarkup } from "../text/escape.ts";
import { nameKey } from "../text/name_key.ts";
import type { BanList } from "./ban_list.ts";
import type { Ban } from "./bans.ts";

/**
 * Finds a ban that a session falls under.
 *
 * @param bans The bans.
 * @param session Whose address is looked at.
 * @param account The account it has, or is about to have.
 */
export function sessionBan(
  bans: Pick<BanList, "addressBan" | "nameBan">,
  session: Pick<Session, "address">,
  account: Pick<Account, "name"> | null,
): Ban | undefined {
  const ban = bans.addressBan(session.address);
  return ban ?? (account === null ? undefined : bans.nameBan(nameKey(account.name)));
}

/** What a session is told that a ban ends: markup. */
export function banFarewell({ kind, reason }: Ban): string {
  const what = kind === "address"
    ? "Connections from your address are not accepted here"
    : "Your account is banned here";
  return reason === "" ? `${what}.` : `${what}: ${escapeMarkup(reason)}`;
}
