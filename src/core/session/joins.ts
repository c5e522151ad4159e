import type { PortalMessage } from "../boundary/messages.ts";
import { portalOfSession } from "../boundary/portal_number.ts";
import { stackOf } from "../trace/error_text.ts";
import type { SessionMessage } from "./input_runner.ts";
import { Join, type JoinMessage, type JoinParts } from "./join.ts";

/** What a session's move to another Portal is told by. */
export type MovedMessage = Extract<PortalMessage, { kind: "moved" }>;

/**
 * Takes what Portals say of sessions, and lets Portals join, each of which is answered: while one
 * does, what it says waits, in order.
 */
export class Joins {
  readonly #parts: JoinParts;
  readonly #join: Join;
  /** What the Portals that are joining have said since, by their numbers. */
  readonly #waiting = new Map<number, (SessionMessage | JoinMessage)[]>();
  readonly #running = new Set<Promise<void>>();

  /**
   * Creates it; no Portal is joining.
   *
   * @param parts The parts of the Server.
   */
  constructor(parts: JoinParts) {
    this.#parts = parts;
    this.#join = new Join(parts);
  }

  /** Whether no Portal is joining. */
  get isIdle(): boolean {
    return this.#waiting.size === 0;
  }

  /**
   * Resolves when no Portal is joining.
   *
   * @param signal Ends the waiting.
   */
  async idle(signal?: AbortSignal): Promise<void> {
    const { promise: aborted, resolve } = Promise.withResolvers<void>();
    signal?.addEventListener("abort", () => resolve(), { once: true });
    while (!this.isIdle && !signal?.aborted) {
      await Promise.race([aborted, ...this.#running]);
    }
  }

  /** Takes what a Portal says of one session, or of all its sessions as it joins. */
  take(message: SessionMessage | JoinMessage | MovedMessage): void {
    if (message.kind === "moved") return this.#move(message);
    const waiting = this.isIdle ? undefined : this.#waiting.get(this.#numberOf(message));
    if (waiting !== undefined) return void waiting.push(message);
    if (message.kind === "join") return this.#begin(message);
    if (message.kind === "disconnect") this.#parts.ended.delete(message.sessid);
    // It was handed over to another realm, and is back.
    if (message.kind === "connect") this.#parts.ended.delete(message.sync.sessid);
    this.#parts.take(message);
  }

  /** At once: what the other Portal says from now on must wait for that one, if it joins. */
  #move({ sessid, portal }: MovedMessage): void {
    this.#parts.registry.entry(sessid)?.core.movedTo(portal);
  }

  /** The number of the Portal that says something. */
  #numberOf(message: SessionMessage | JoinMessage): number {
    if (message.kind === "join") return message.portal;
    if (message.kind === "connect") return portalOfSession(message.sync);
    const { sessid } = message;
    const { registry, ended } = this.#parts;
    const known = registry.entry(sessid)?.core.sync;
    return portalOfSession(known ?? { sessid, portal: ended.portalOf(sessid) });
  }

  #begin(message: JoinMessage): void {
    const running = this.#run(message).finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  async #run(message: JoinMessage): Promise<void> {
    const { turns, registry } = this.#parts;
    const { portal } = message;
    const waiting: (SessionMessage | JoinMessage)[] = [];
    this.#waiting.set(portal, waiting);
    try {
      await this.#join.run(message);
    } catch (error) {
      const data = { portal, error: stackOf(error) };
      registry.parts.trace.emit("portal:join_fail", { level: "error", data });
    }
    turns.joined(portal);
    this.#waiting.delete(portal);
    turns.drain(() => waiting.forEach((later) => this.take(later)));
  }
}
