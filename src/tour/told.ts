import type { SessionSync } from "../core/boundary/messages.ts";
import type { TraceEvent } from "../core/trace/trace.ts";
import { type Message, messageOf } from "./message_of.ts";
import type { Stage } from "./stage.ts";

/** What happened in a chapter, as far as claims are held against it. */
export class Told {
  /** Every event since the chapter began, its preparation left out. */
  readonly events: readonly TraceEvent[];
  readonly #stage: Stage;
  readonly #syncs: readonly SessionSync[];

  /**
   * Takes what happened.
   *
   * @param events The events, in their order.
   * @param at Who was there, and every connection at the chapter's end.
   */
  constructor(
    events: readonly TraceEvent[],
    at: { readonly stage: Stage; readonly syncs: readonly SessionSync[] },
  ) {
    this.events = events;
    this.#stage = at.stage;
    this.#syncs = at.syncs;
  }

  /** Returns the events of a kind, of one session if it is given. */
  of(kind: string, sessid?: number): readonly TraceEvent[] {
    return this.events.filter((event) =>
      event.kind === kind && (sessid === undefined || event.sessid === sessid)
    );
  }

  /** Returns the steps of the lifecycle that a session took. */
  steps(sessid: number): readonly string[] {
    return this.of("session:step", sessid).map(({ data }) => String(data.step));
  }

  /** Returns the hooks that were called for a session, in their order. */
  hooks(sessid: number): readonly string[] {
    return this.of("hook:begin", sessid).map(({ data }) => String(data.hook));
  }

  /** Returns the messages of a kind about one session that the Server was sent. */
  toServer(kind: string, sessid: number): readonly Message[] {
    return messages(this.of("wall:portal", sessid), kind);
  }

  /** Returns the messages of a kind about one session that the Server sent. */
  toPortal(kind: string, sessid: number): readonly Message[] {
    return messages(this.of("wall:server", sessid), kind);
  }

  /** Returns each list of command sets that the Server told the Portal of a session. */
  cmdsets(sessid: number): readonly (readonly string[])[] {
    return this.toPortal("sync", sessid).flatMap(({ fields }) => {
      const { cmdsets } = fields as Partial<SessionSync>; // what a sync of one session carries
      return cmdsets === undefined ? [] : [cmdsets];
    });
  }

  /** Returns what the Portal knows of a session at the end, while it lives. */
  sync(sessid: number): SessionSync | undefined {
    return this.#syncs.find((sync) => sync.sessid === sessid);
  }

  /** Tells whether a visitor was shown something. */
  wasShown(name: string, text: string): boolean {
    return this.#stage.visitor(name).screen.includes(text);
  }

  /** Tells whether one kind of event came before another, both of one session. */
  isBefore(earlier: string, later: string, sessid: number): boolean {
    const kinds = this.events.filter((event) => event.sessid === sessid).map(({ kind }) => kind);
    const at = kinds.indexOf(earlier);
    return at !== -1 && kinds.indexOf(later, at) > at;
  }

  /** Tells whether a text is anywhere in what happened. */
  mentions(text: string): boolean {
    return JSON.stringify(this.events).includes(text);
  }
}

function messages(events: readonly TraceEvent[], kind: string): readonly Message[] {
  return events.map(messageOf).filter((message) => message.kind === kind);
}
