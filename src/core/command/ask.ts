import type { Clock } from "../clock.ts";
import type { Session } from "../model.ts";
import type { SessionCore } from "../session/session_core.ts";
import {
  type AskOptions,
  type BaseContext,
  type TimedAskOptions,
  WaitEndedError,
} from "./context.ts";
import { startWait } from "./waits.ts";

/** Who is asked, and by which time. */
export interface AskParts {
  readonly core: SessionCore;
  readonly session: Session;
  readonly clock: Clock;
}

/** Returns the function by which a command asks its session. */
export function askerOf(parts: AskParts): BaseContext<unknown>["ask"] {
  function ask(question: string, options: TimedAskOptions): Promise<string | undefined>;
  function ask(question: string, options?: AskOptions): Promise<string>;
  function ask(
    question: string,
    options: AskOptions | TimedAskOptions = {},
  ): Promise<string | undefined> {
    return heard(askSession(parts, question, options));
  }
  return ask;
}

/**
 * Returns the same promise, which may now be rejected without anybody waiting for it: a command
 * that forgot to await must not end the Server.
 */
export function heard<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

/**
 * Asks a session and waits for its next line. The question belongs to this session: no other
 * session of the account can answer it.
 *
 * @param parts The session and the clock.
 * @param question The prompt: markup.
 * @param options Whether the answer is secret, and how long it is waited for.
 * @returns The answer, or `undefined` when it did not come in time.
 * @throws WaitEndedError when the session ends first.
 */
function askSession(
  { core, session, clock }: AskParts,
  question: string,
  options: AskOptions | TimedAskOptions,
): Promise<string | undefined> {
  const isSecret = options.secret === true;
  const { inbox, signal } = core;
  const { promise, resolve, reject } = Promise.withResolvers<string | undefined>();
  if (signal.aborted) return Promise.reject(new WaitEndedError());
  const cancel = () => {
    end();
    reject(new WaitEndedError());
  };
  const late = () => {
    end();
    // What is typed next answers nothing, so it must not be hidden.
    if (isSecret) session.dataOut([["prompt", [""], {}]]);
    resolve(undefined);
    core.host.wake(core);
  };
  const timeout = "timeout" in options
    ? startWait(core, { ms: options.timeout, clock, ends: { due: late, ended: cancel } })
    : undefined;
  const end = () => {
    timeout?.[Symbol.dispose]();
    signal.removeEventListener("abort", cancel);
    inbox.withdraw();
  };
  signal.addEventListener("abort", cancel, { once: true });
  inbox.ask({
    isSecret,
    cancel,
    answer(answer) {
      end();
      // It was typed ahead: no line is left for the Portal to hide.
      if (isSecret && !answer.isSecret) session.dataOut([["prompt", [""], {}]]);
      resolve(answer.line.trim());
    },
  });
  session.dataOut([["prompt", [question], isSecret ? { secret: true } : {}]]);
  core.host.wake(core);
  return promise;
}
