import { AsyncLocalStorage } from "node:async_hooks";
import { type Call, checkCall } from "../boundary/messages.ts";
import type { OutputFunc } from "../contributions.ts";
import type { Hooks } from "../hooks.ts";
import type { Session } from "../model.ts";

/** An outputfunc, and the plugin that provides it. */
export interface OwnedOutputFunc {
  readonly owner: string;
  readonly run: OutputFunc;
}

/** What {@linkcode Outgoing} needs of the Server. */
export interface OutgoingOptions {
  readonly outputFuncs: ReadonlyMap<string, OwnedOutputFunc>;
  readonly hooks: Pick<Hooks, "ask">;
  /** Finds a session. */
  readonly session: (sessid: number) => Session | undefined;
  /** Tells the Portal, when the turn's changes are durable. */
  readonly say: (sessids: readonly number[], calls: readonly Call[]) => void;
}

/** Lets outputfuncs handle what goes out: for each session by itself, and only what they name. */
export class Outgoing {
  readonly #options: OutgoingOptions;
  /** Set while an outputfunc runs: what it says itself passes none. */
  readonly #within = new AsyncLocalStorage<true>();

  /**
   * Creates the way out.
   *
   * @param options The outputfuncs, and the wall.
   */
  constructor(options: OutgoingOptions) {
    this.#options = options;
  }

  /** Says something to sessions: in one message, unless an outputfunc handles a part of it. */
  send(sessids: readonly number[], calls: readonly Call[]): void {
    const { outputFuncs, say } = this.#options;
    if (outputFuncs.size === 0 || !this.#handles(calls)) return say(sessids, calls);
    for (const sessid of sessids) {
      const own = calls.flatMap((call) => this.#handled(sessid, call));
      if (own.length > 0) say([sessid], own);
    }
  }

  #handles(calls: readonly Call[]): boolean {
    if (this.#within.getStore() === true) return false;
    return calls.some(([name]) => this.#options.outputFuncs.has(name));
  }

  /** What becomes of one call; the call as it is when that fails. */
  #handled(sessid: number, call: Call): readonly Call[] {
    const { outputFuncs, hooks, session } = this.#options;
    const [name, args, kwargs] = call;
    const func = outputFuncs.get(name);
    const told = session(sessid);
    if (func === undefined || told === undefined) return [call];
    const ask = () => callsFrom(func.run(told, args, kwargs));
    return this.#within.run(true, () => hooks.ask(func.owner, `outputfunc ${name}`, ask)) ?? [call];
  }
}

function callsFrom(answer: ReturnType<OutputFunc>): readonly Call[] {
  if (answer === null) return [];
  const calls = isOne(answer) ? [answer] : answer;
  calls.forEach(checkCall);
  return calls;
}

/** A call begins with its name. */
function isOne(answer: Call | readonly Call[]): answer is Call {
  return typeof answer[0] === "string";
}
