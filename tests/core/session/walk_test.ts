import assert from "node:assert/strict";
import fc from "fast-check";
import type { Settings } from "../../../src/core/settings/settings.ts";
import { definePlugin, type Plugin } from "../../../src/plugins/define_plugin.ts";
import type { TestPlayer } from "../../../src/plugins/testing.ts";
import { type InnerGame, innerGame } from "../../games/inner_game.ts";
import { turnsOfTheLoop } from "../../games/turns_of.ts";
import { assertBothSidesAgree, assertSessionLaws } from "./session_laws.ts";

// Inline only: every step looks inside for the laws of sessions.

/** How many sessions there may be at once. */
const MAX_SESSIONS = 6;

const NAMES = ["anna", "bert", "cora"] as const;
const PASSWORD = "sesame-street";

/** One thing that may happen: to the session in a place of a list, or to all. */
interface Step {
  readonly who: number;
  readonly what: string;
  /** Whether the next step does not wait for this one. */
  readonly isHasty: boolean;
}

const name = fc.constantFrom(...NAMES);

const what = fc.oneof(
  { weight: 2, arbitrary: fc.constant("!connect") },
  { weight: 5, arbitrary: name.map((name) => `connect ${name} ${PASSWORD}`) },
  { weight: 2, arbitrary: name.map((name) => `charcreate ${name}s`) },
  { weight: 5, arbitrary: name.map((name) => `ic ${name}`) },
  { weight: 2, arbitrary: fc.constantFrom("ooc", "logout", "quit", "!vanish") },
  { weight: 1, arbitrary: fc.constantFrom("!reload", "look", "north", "chardelete annas", "yes") },
);

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({ who: fc.nat(MAX_SESSIONS - 1), what, isHasty: fc.boolean() }),
  { minLength: 10, maxLength: 40 },
);

/** Hooks that take their time, so that steps get between one another. */
const dawdler: Plugin = definePlugin({
  name: "dawdler",
  version: "1.0.0",
  api: 1,
  setup({ on }) {
    on("session:login", ({ session }) => turnsOfTheLoop(session.sessid % 3));
    on("session:unpuppet", ({ session }) => turnsOfTheLoop((session.sessid + 1) % 3));
    on("session:logout", ({ session }) => turnsOfTheLoop((session.sessid + 2) % 3));
    on("session:disconnect", ({ session }) => turnsOfTheLoop(session.sessid % 4));
  },
});

/** A game in which three accounts walk, each with a character of its name. */
class Walk {
  readonly #inner: InnerGame;
  readonly #players: TestPlayer[] = [];

  constructor(inner: InnerGame) {
    this.#inner = inner;
  }

  async begin(): Promise<void> {
    for (const name of NAMES) {
      const player = await this.#inner.game.connect();
      await player.send(`create ${name} ${PASSWORD}`);
      await player.send(`charcreate ${name}`);
      this.#players.push(player);
    }
  }

  async take({ who, what, isHasty }: Step): Promise<void> {
    const { game } = this.#inner;
    if (what === "!reload") await game.reload();
    else if (what === "!connect") await this.#connect();
    else this.#do(who, what);
    if (isHasty) return;
    await game.settled();
    assertSessionLaws(this.#inner.inside);
  }

  #do(who: number, what: string): void {
    const living = this.#players.filter(({ closedWith }) => closedWith === undefined);
    const player = living[who % Math.max(living.length, 1)];
    if (what === "!vanish") void player?.vanish();
    else player?.type(what);
  }

  async #connect(): Promise<void> {
    const living = this.#players.filter(({ closedWith }) => closedWith === undefined);
    if (living.length < MAX_SESSIONS) this.#players.push(await this.#inner.game.connect());
  }
}

for (const multisessionMode of [0, 1, 2, 3] as const satisfies Settings["multisessionMode"][]) {
  Deno.test(`in mode ${multisessionMode} any walk of sessions leaves both sides whole`, async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (steps) => {
        await using inner = await innerGame({
          settings: { multisessionMode },
          plugins: [dawdler],
        });
        const walk = new Walk(inner);
        await walk.begin();
        for (const step of steps) await walk.take(step);
        await inner.game.settled();
        assertSessionLaws(inner.inside);
        await assertBothSidesAgree(inner);
        assertSessionLaws(inner.inside);
        const errors = inner.game.trace.filter(({ level }) => level === "error");
        assert.deepEqual(errors, []);
      }),
      { numRuns: 25 },
    );
  });
}
