import type { PortalMessage } from "../../../core/boundary/messages.ts";
import type { StepEnd } from "../../../core/trace/detail.ts";
import type { Trace } from "../../../core/trace/trace.ts";
import type { SessionMessage } from "../../session/session_message.ts";
import type { Held } from "./held_message.ts";

/** The hooks that a message will run, in order, each with the plugins that watch it. */
export type ForeseenHooks = readonly {
  readonly hook: string;
  readonly watchers: readonly string[];
}[];

/** Foresees the hooks that a message to the Server will run; `undefined` when nobody can tell. */
export type Foresee = (message: PortalMessage) => Promise<ForeseenHooks | undefined>;

/** Returns what may be shown of a message. */
export type Show = (message: PortalMessage | SessionMessage) => unknown;

/** What {@linkcode HeldNews} are made with. */
export interface HeldNewsOptions {
  readonly trace: Trace;
  readonly show: Show;
}

/**
 * Tells those who watch what waits at the wall and what was let through. That something waits is
 * told as soon as it is known which hooks it will run.
 */
export class HeldNews {
  readonly #options: HeldNewsOptions;
  readonly #untold = new Set<number>();
  #foresee: Foresee = () => Promise.resolve(undefined);

  /**
   * Creates them; nothing waits yet.
   *
   * @param options Who is told, and what may be shown.
   */
  constructor(options: HeldNewsOptions) {
    this.#options = options;
  }

  /** Sets who foresees hooks. */
  foreseeBy(foresee: Foresee): void {
    this.#foresee = foresee;
  }

  /** Tells that a message waits. */
  held(held: Held): void {
    // What the Server says runs no hook: those of what it tells of have run.
    if (held.direction === "server") return this.#tell(held, []);
    this.#untold.add(held.id);
    this.#foresee(held.message).catch(() => undefined).then((hooks = []) => {
      if (this.#untold.delete(held.id)) this.#tell(held, hooks);
    });
  }

  /** Tells that it waits no longer, and how that came. */
  passed(held: Held, how: StepEnd): void {
    if (this.#untold.delete(held.id)) this.#tell(held, []);
    const { id, sessid } = held;
    this.#options.trace.detail("step:passed", sessid, { id, how });
  }

  #tell({ id, sessid, direction, message }: Held, hooks: ForeseenHooks): void {
    const { trace, show } = this.#options;
    const watchers = Object.fromEntries(hooks.map(({ hook, watchers }) => [hook, watchers]));
    trace.detail("step:held", sessid, {
      ...{ id, direction, watchers, message: show(message) },
      hooks: hooks.map(({ hook }) => hook),
    });
  }
}
