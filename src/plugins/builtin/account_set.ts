import { type AnyCommand, type CmdSet, cmdSet } from "../api.ts";
import { charcreate } from "./account/charcreate.ts";
import { chardelete } from "./account/chardelete.ts";
import { claim } from "./account/claim.ts";
import { cmdsets } from "./account/cmdsets.ts";
import { color } from "./account/color.ts";
import { ic } from "./account/ic.ts";
import { logout } from "./account/logout.ts";
import { oocLook } from "./account/look.ts";
import { nick } from "./account/nick.ts";
import { ooc } from "./account/ooc.ts";
import { option } from "./account/option.ts";
import { page } from "./account/page.ts";
import { password } from "./account/password.ts";
import { quell, unquell } from "./account/quell.ts";
import { realm } from "./account/realm.ts";
import { sessions } from "./account/sessions.ts";
import { sshkey } from "./account/sshkey.ts";
import { twoFactor } from "./account/two_factor.ts";
import { time } from "./account/time.ts";
import { doing, who } from "./account/who.ts";
import { why } from "./account/why.ts";
import { help } from "./help.ts";
import { quit } from "./quit.ts";
import { screenreader } from "./screenreader.ts";
import { accounts } from "./staff/accounts.ts";
import { audit } from "./staff/audit.ts";
import { ban } from "./staff/ban.ts";
import { boot } from "./staff/boot.ts";
import { reload, reset, shutdown } from "./staff/control.ts";
import { examine } from "./staff/examine.ts";
import { emit, pemit, remit } from "./staff/emit.ts";
import { force } from "./staff/force.ts";
import { perm } from "./staff/perm.ts";
import { plugins } from "./staff/plugins.ts";
import { unban } from "./staff/unban.ts";
import { userpassword } from "./staff/userpassword.ts";
import { wall } from "./staff/wall.ts";
import { xray } from "./staff/xray.ts";
import { multiMatch } from "./system/multi_match.ts";
import { noInput } from "./system/no_input.ts";
import { noMatch } from "./system/no_match.ts";

/** What an account can do, with a puppet or without. */
export const ACCOUNT_SET: CmdSet<AnyCommand> = cmdSet<AnyCommand>({
  key: "DefaultAccount",
  priority: -10,
  commands: [
    ...[noMatch, noInput, multiMatch],
    ...[oocLook, ic, ooc, charcreate, chardelete],
    ...[sessions, who, doing, realm, page, time, password, claim, screenreader, help, logout, quit],
    ...[option, color, nick, sshkey, twoFactor, quell, unquell, cmdsets, why, examine],
    ...[accounts, userpassword, perm, boot, ban, unban, wall, force, emit, remit, pemit],
    ...[plugins, audit, xray, reload, reset, shutdown],
  ],
});
