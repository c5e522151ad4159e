import type { SessionState } from "../../../src/core/boundary/lifecycle.ts";
import type { HookName } from "../../../src/core/hook_events.ts";
import type { Session } from "../../../src/core/model.ts";
import { definePlugin, type Plugin } from "../../../src/plugins/define_plugin.ts";

/** The moments of a session, in the words of its hooks. */
export const MOMENTS = [
  ...["session:connect", "session:beforeLogin", "account:firstLogin", "session:login"] as const,
  ...["session:beforePuppet", "session:puppet"] as const,
  ...["session:beforeUnpuppet", "session:unpuppet"] as const,
  ...["account:lastLogout", "session:logout", "session:disconnect", "account:logout"] as const,
] as const satisfies readonly HookName[];

/** A moment of a session. */
export type Moment = typeof MOMENTS[number];

type Steps = Readonly<Record<string, Readonly<Partial<Record<Moment, string>>>>>;

/** How a session comes to an account and leaves it: each stage with what may come next. */
const LIFE: Steps = {
  new: {
    "session:connect": "at the screen",
    "session:beforeLogin": "entering",
    "session:disconnect": "ended",
  },
  "at the screen": { "session:beforeLogin": "entering", "session:disconnect": "ended" },
  entering: {
    "account:firstLogin": "first in",
    "session:login": "in",
    "account:lastLogout": "last out",
    "session:disconnect": "ending",
  },
  "first in": {
    "session:login": "in",
    "account:lastLogout": "last out",
    "session:disconnect": "ending",
  },
  in: {
    "account:lastLogout": "last out",
    "session:logout": "leaving",
    "session:disconnect": "ending",
  },
  "last out": { "session:logout": "leaving", "session:disconnect": "ending" },
  leaving: { "account:logout": "out", "session:disconnect": "ending" },
  out: { "session:connect": "at the screen", "session:disconnect": "ended" },
  ending: { "account:logout": "ended" },
  ended: {},
};

/** How a session comes to a puppet and lets it go. */
const BOND: Steps = {
  free: { "session:beforePuppet": "choosing" },
  choosing: { "session:beforePuppet": "choosing", "session:puppet": "bound" },
  bound: { "session:beforeUnpuppet": "letting go" },
  "letting go": { "session:unpuppet": "free" },
};

/** The stages of a life in which a puppet may be taken, and those in which it may be let go. */
const TAKING: ReadonlySet<string> = new Set(["in", "last out"]);
const HOLDING: ReadonlySet<string> = new Set([...TAKING, "leaving", "ending"]);

/** The moments that come only to those who have let their puppet go. */
const EMPTY_HANDED: ReadonlySet<Moment> = new Set<Moment>([
  ...["session:connect", "session:beforeLogin", "session:login"] as const,
  ...["session:logout", "account:logout"] as const,
]);

interface Stage {
  readonly life: string;
  readonly bond: string;
  /** The object it is about to puppet, or puppets. */
  readonly puppet: number | null;
}

/** The stage of life that belongs to each state. */
export const LIFE_AT: Readonly<Record<SessionState, string>> = {
  negotiating: "new",
  unloggedin: "at the screen",
  loggedin: "in",
  puppeting: "in",
  closed: "ended",
};

const BEGINNING: Stage = { life: "new", bond: "free", puppet: null };

/** Hears the moments of every session, and finds those that come out of order. */
export class HookOrder {
  readonly #stages = new Map<number, Stage>();
  readonly #problems: string[] = [];

  /** What came out of order, each in a sentence. */
  get problems(): readonly string[] {
    return this.#problems;
  }

  /**
   * Hears a moment.
   *
   * @param moment What happens.
   * @param sessid The session to which it does.
   * @param puppet The object that it puppets or lets go, by its number.
   */
  hear(moment: Moment, sessid: number, puppet: number | null = null): void {
    const stage = this.#stages.get(sessid) ?? BEGINNING;
    const next = nextStage(stage, moment, puppet);
    if (next === undefined) {
      const { life, bond } = stage;
      this.#problems.push(`${moment} of session ${sessid} while it is ${life} and ${bond}`);
    } else this.#stages.set(sessid, next);
  }

  /** Hears where sessions are after a crash, of which no hook tells. */
  hearRestart(sessions: readonly Pick<Session, "sessid" | "state" | "puppet">[]): void {
    for (const { sessid, state, puppet } of sessions) {
      const bond = puppet === null ? "free" : "bound";
      this.#stages.set(sessid, { life: LIFE_AT[state], bond, puppet: puppet?.id ?? null });
    }
  }

  /** What is known of a session: its stage of life, and the object it puppets. */
  of(sessid: number): { readonly life: string; readonly puppet: number | null } {
    const { life, bond, puppet } = this.#stages.get(sessid) ?? BEGINNING;
    return { life, puppet: ["bound", "letting go"].includes(bond) ? puppet : null };
  }
}

function nextStage(stage: Stage, moment: Moment, puppet: number | null): Stage | undefined {
  if (EMPTY_HANDED.has(moment) && ["bound", "letting go"].includes(stage.bond)) return undefined;
  if (!moment.toLowerCase().endsWith("puppet")) {
    const life = LIFE[stage.life]?.[moment];
    return life === undefined ? undefined : { ...stage, life };
  }
  const bond = BOND[stage.bond]?.[moment];
  const isTaking = moment === "session:beforePuppet" || moment === "session:puppet";
  if (bond === undefined || !(isTaking ? TAKING : HOLDING).has(stage.life)) return undefined;
  if (moment !== "session:beforePuppet" && puppet !== stage.puppet) return undefined;
  return { ...stage, bond, puppet: bond === "free" ? null : puppet };
}

/**
 * Makes a plugin that tells a checker what happens, of the Server that runs; let it be the first.
 *
 * @param order The checker.
 */
export function orderWatch(order: HookOrder): Plugin {
  let running = 0;
  let made = 0;
  return definePlugin({
    name: "order",
    version: "1.0.0",
    api: 1,
    setup({ on }) {
      const number = ++made;
      on("server:start", ({ game, mode }) => {
        running = number;
        if (mode === "crash") order.hearRestart(game.sessions.all());
      });
      for (const moment of MOMENTS) {
        on(moment, (event) => {
          const puppet = "puppet" in event ? event.puppet.id : null;
          // A Server that takes over may tell of sessions before it has started.
          running = Math.max(running, number);
          if (number === running) order.hear(moment, event.session.sessid, puppet);
        });
      }
    },
  });
}
