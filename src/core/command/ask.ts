import type { Session } from "../model.ts";
import type { SessionCore } from "../session/session_core.ts";
import { type AskOptions, QuestionWithdrawnError } from "./context.ts";

/**
 * Asks a session and waits for its next line. The question belongs to this session: no other
 * session of the account can answer it.
 *
 * @param core The session's state.
 * @param session The session.
 * @param question The prompt: markup.
 * @param options Whether the answer is secret.
 * @throws QuestionWithdrawnError when the session ends first.
 */
export function askSession(
  core: SessionCore,
  session: Session,
  question: string,
  options: AskOptions = {},
): Promise<string> {
  const isSecret = options.secret === true;
  const { inbox, signal } = core;
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new QuestionWithdrawnError());
    const end = () => {
      signal.removeEventListener("abort", cancel);
      inbox.withdraw();
    };
    const cancel = () => {
      end();
      reject(new QuestionWithdrawnError());
    };
    signal.addEventListener("abort", cancel, { once: true });
    inbox.ask({
      isSecret,
      cancel,
      answer(line) {
        end();
        resolve(line.trim());
      },
    });
    session.dataOut([["prompt", [question], isSecret ? { secret: true } : {}]]);
    core.host.wake(core);
  });
}
