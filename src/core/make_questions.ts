import { answerLogin, type KeyBans } from "./account/answer_login.ts";
import { answerStanding } from "./account/answer_standing.ts";
import { answerRecord } from "./audit/answer_record.ts";
import type { AuditLog } from "./audit/audit_log.ts";
import type { Boundary } from "./boundary/boundary.ts";
import type { Measures } from "./boundary/measures_question.ts";
import type { PortalMessage, ServerMessage } from "./boundary/messages.ts";
import { type Answers, Questions } from "./boundary/questions.ts";
import type { Clock } from "./clock.ts";
import type { Contributions } from "./contributions.ts";
import type { Hooks } from "./hooks.ts";
import { PluginHttp } from "./http/plugin_http.ts";
import { foresee } from "./inspect/foresee.ts";
import { inspectSession } from "./inspect/inspect_session.ts";
import type { Game } from "./model.ts";
import { answerLogout } from "./session/answer_logout.ts";
import type { Providers } from "./command/providers.ts";
import { SessionInspector } from "./command/session_inspector.ts";
import { answerPresence } from "./realm/answer_presence.ts";
import type { SessionRegistry } from "./session/session_registry.ts";
import type { Settings } from "./settings/settings.ts";
import type { Trace } from "./trace/trace.ts";
import type { Turns } from "./turns.ts";

/** What the Server's {@linkcode Questions} are made of. */
export interface QuestionsParts {
  readonly boundary: Boundary<ServerMessage, PortalMessage>;
  readonly clock: Clock;
  readonly trace: Trace;
  readonly turns: Turns;
  readonly audit: AuditLog;
  readonly hooks: Hooks;
  readonly game: Game;
  readonly registry: SessionRegistry;
  readonly providers: Providers;
  readonly settings: Settings;
  readonly contributions: Contributions;
  /** Says how the Server has fared. */
  readonly measures: () => Measures;
  /** Who is kept out. */
  readonly bans: KeyBans;
  readonly newIncident: () => string;
}

/**
 * Makes the Server's end of what is asked over the wall. What it answers is released with its turn,
 * when all that the answer may tell of is durable.
 */
export function makeQuestions(parts: QuestionsParts): Questions {
  const { boundary, clock, trace, turns } = parts;
  return new Questions({
    clock,
    answers: serverAnswers(parts),
    send: (message) => message.kind === "reply" ? turns.say(message) : boundary.send(message),
    onFail: ({ stack, message }) => {
      trace.emit("question:fail", { level: "error", data: { error: stack ?? message } });
    },
  });
}

/** What the Server answers, by the question's name. */
function serverAnswers(parts: QuestionsParts): Answers {
  const { journal } = parts.turns;
  const http = new PluginHttp({ ...parts, journal, routes: parts.contributions.routes });
  const inspector = new SessionInspector({
    ...parts,
    parser: parts.contributions.commandParser,
    say: (message) => parts.turns.say(message),
  });
  return {
    authenticate: ({ value }) => answerLogin(value, parts),
    http: (question) => http.answer(question),
    logout: ({ value }) => answerLogout(value, parts.game),
    inspect: ({ value }) => inspectSession(value, { ...parts, inspector }),
    foresee: ({ value }) => foresee(value, { ...parts, inspector }),
    standing: ({ value }) => answerStanding(value, parts),
    record: ({ value }) => answerRecord(value, parts),
    measures: () => parts.measures(),
    presence: () => answerPresence(parts.game),
  };
}
