import type { Call, ServerMessage } from "../../core/boundary/messages.ts";
import type { Clock } from "../../core/clock.ts";
import type { Trace } from "../../core/trace/trace.ts";
import { RecentRenders } from "../render/recent_renders.ts";
import { SharedRender } from "../render/shared_render.ts";
import type { ShownCalls } from "../secrets/shown_calls.ts";
import type { PortalSession } from "./portal_session.ts";

/** To more sessions an output is told to those who watch as one event, not one for each. */
const MOST_TOLD_APART = 8;

/** Where output goes, and who watches. */
export interface OutputDeliveryOptions {
  readonly sessions: ReadonlyMap<number, PortalSession>;
  readonly trace: Trace;
  readonly shown: ShownCalls;
  readonly clock: Clock;
}

/** Hands what the Server said to each of the sessions it is for; rendered once for those alike. */
export class OutputDelivery {
  readonly #options: OutputDeliveryOptions;
  readonly #recent: RecentRenders;

  /**
   * Creates the delivery.
   *
   * @param options Where output goes, and who watches.
   */
  constructor(options: OutputDeliveryOptions) {
    this.#options = options;
    this.#recent = new RecentRenders(options.clock);
  }

  /** Delivers one message. */
  deliver({ sessids, calls }: Extract<ServerMessage, { kind: "output" }>): void {
    const { sessions, trace, shown } = this.#options;
    if (trace.isDetailed && sessids.length > MOST_TOLD_APART) {
      shown.toldAtOnce(calls);
      trace.detail("client:output", undefined, { calls: shown.ofOutput(calls, sessids), sessids });
    }
    const shared = this.#recent.of(calls);
    for (const id of sessids) sessions.get(id)?.deliver(calls, shared);
  }

  /** Forgets what was shown: the last session has gone. */
  forget(): void {
    this.#recent.forget();
  }

  /** Tells the clients of these sessions one text of markup. */
  announce(markup: string, sessions: ReadonlyMap<number, PortalSession>): void {
    const shared = new SharedRender();
    for (const session of sessions.values()) session.deliver(textOf(markup), shared);
  }

  /** Tells one client a text of markup. */
  say(sessid: number, markup: string): void {
    this.#options.sessions.get(sessid)?.deliver(textOf(markup), new SharedRender());
  }
}

function textOf(markup: string): readonly Call[] {
  return [["text", [markup], {}]];
}
