import type { Clock } from "./clock.ts";
import type { Trace } from "./trace/trace.ts";

/** What a {@linkcode HookDetail} is made with. */
export interface HookDetailOptions {
  readonly clock: Clock;
  readonly trace: Trace;
}

/** Tells the trace when a hook begins and ends, while somebody watches. */
export class HookDetail {
  readonly #options: HookDetailOptions;
  #lastId = 0;

  /** Creates it. */
  constructor(options: HookDetailOptions) {
    this.#options = options;
  }

  /**
   * Tells that a hook begins, and that it ends when the returned value is disposed of.
   *
   * @param hook Its name.
   * @param event What those who watch it are told.
   * @param watchers Whose they are, in their order; without any, nothing is told.
   */
  begin(
    hook: string,
    event: object,
    watchers: readonly { readonly owner: string }[],
  ): Disposable | null {
    const { clock, trace } = this.#options;
    if (!trace.isDetailed || watchers.length === 0) return null;
    const [id, from, sessid] = [++this.#lastId, clock.now(), sessidOf(event)];
    const owners = watchers.map(({ owner }) => owner);
    trace.detail("hook:begin", sessid, { id, hook, watchers: owners });
    return {
      [Symbol.dispose]: () =>
        trace.detail("hook:end", sessid, { id, hook, ms: clock.now() - from }),
    };
  }
}

function sessidOf(event: object): number | undefined {
  const session: unknown = "session" in event ? event.session : undefined;
  if (typeof session !== "object" || session === null || !("sessid" in session)) return undefined;
  return typeof session.sessid === "number" ? session.sessid : undefined;
}
