import type { Chapter } from "../chapter.ts";
import { chargen } from "./chargen.ts";
import { connect } from "./connect.ts";
import { create } from "./create.ts";
import { disconnect } from "./disconnect.ts";
import { logIn } from "./log_in.ts";
import { loginScreen } from "./login_screen.ts";
import { puppet } from "./puppet.ts";
import { reload } from "./reload.ts";
import { secondSession } from "./second_session.ts";
import { sessionSet } from "./session_set.ts";

/** The chapters, in their order. */
export const CHAPTERS: readonly Chapter[] = [
  ...[connect, loginScreen, create, logIn, sessionSet],
  ...[puppet, secondSession, chargen, reload, disconnect],
];
