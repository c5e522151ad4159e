import { type AnyCommand, type CmdSet, cmdSet } from "../api.ts";
import { help } from "./help.ts";
import { multiMatch } from "./system/multi_match.ts";
import { noInput } from "./system/no_input.ts";
import { noMatch } from "./system/no_match.ts";
import { screenreader } from "./screenreader.ts";
import { connect } from "./unloggedin/connect.ts";
import { create } from "./unloggedin/create.ts";
import { encoding } from "./unloggedin/encoding.ts";
import { info } from "./unloggedin/info.ts";
import { loginLook, loginScreen } from "./unloggedin/login_screen.ts";
import { loginQuit } from "./quit.ts";

/** What a session can do that has not logged in. */
export const UNLOGGEDIN_SET: CmdSet<AnyCommand> = cmdSet<AnyCommand>({
  key: "DefaultUnloggedin",
  priority: 0,
  commands: [
    ...[loginScreen, noMatch, noInput, multiMatch],
    ...[connect, create, loginLook, help, info, encoding, screenreader, loginQuit],
  ],
});
