import assert from "node:assert/strict";
import fc from "fast-check";
import type { Settings } from "../../../src/core/settings/settings.ts";
import type { TestPlayer } from "../../../src/plugins/testing.ts";
import dawdler from "../../games/dawdling_plugin.ts";
import { type InnerGame, innerGame } from "../../games/inner_game.ts";
import { newSuperuser } from "../../games/players.ts";
import { HookOrder, LIFE_AT, orderWatch } from "./hook_order.ts";
import { assertReloadKeepsAll, assertSessionLaws, assertSidesAgree } from "./session_laws.ts";

// Inline only: every step looks inside for the laws of sessions.

/** How many sessions there may be at once, beside the superuser's. */
const MAX_SESSIONS = 8;

const NAMES = ["anna", "bert", "cora"] as const;
const PASSWORD = "sesame-street";

/** What may happen; a word with `!` before it is no line that a session types. */
type What = "!connect" | "!arrive" | "!vanish" | "!reload" | "!reset" | "!crash" | "!delete" | "";

/** One thing that may happen: to the session in a place of a list, to an account, or to all. */
interface Step {
  readonly who: number;
  readonly name: string;
  readonly what: What;
  /** The line to type, when nothing else happens. */
  readonly line: string;
  /** Whether the next step does not wait for this one. */
  readonly isHasty: boolean;
}

const name = fc.constantFrom(...NAMES);

const what: fc.Arbitrary<What> = fc.oneof(
  { weight: 25, arbitrary: fc.constant<What>("") },
  { weight: 4, arbitrary: fc.constantFrom<What>("!connect", "!arrive", "!vanish") },
  { weight: 1, arbitrary: fc.constantFrom<What>("!reload", "!reset", "!crash", "!delete") },
);

const line = fc.oneof(
  { weight: 6, arbitrary: name.map((name) => `connect ${name} ${PASSWORD}`) },
  { weight: 7, arbitrary: name.map((name) => `ic ${name}`) },
  { weight: 2, arbitrary: name.map((name) => `ic ${name}s`) },
  { weight: 2, arbitrary: name.map((name) => `charcreate ${name}s`) },
  { weight: 1, arbitrary: name.map((name) => `create ${name} ${PASSWORD}`) },
  { weight: 4, arbitrary: fc.constantFrom("ooc", "logout", "quit", "quit/all") },
  { weight: 2, arbitrary: fc.constantFrom("look", "north", "chardelete annas", "yes") },
);

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({ who: fc.nat(MAX_SESSIONS - 1), name, what, line, isHasty: fc.boolean() }),
  { minLength: 15, maxLength: 60 },
);

/** A game in which three accounts walk, each with a character of its name. */
class Walk {
  readonly #inner: InnerGame;
  readonly #order: HookOrder;
  readonly #root: TestPlayer;
  readonly #players: TestPlayer[] = [];
  /** Whether the Server died, so that some moments may not have been told. */
  #hasCrashed = false;

  constructor(inner: InnerGame, { order, root }: { order: HookOrder; root: TestPlayer }) {
    this.#inner = inner;
    this.#order = order;
    this.#root = root;
  }

  async begin(): Promise<void> {
    for (const name of NAMES) {
      const player = await this.#inner.game.connect();
      await player.send(`create ${name} ${PASSWORD}`);
      await player.send(`charcreate ${name}`);
      this.#players.push(player);
    }
  }

  async take(step: Step): Promise<void> {
    await this.#do(step);
    if (!step.isHasty) await this.check();
  }

  /** Checks that all is whole, when nothing is under way. */
  async check(): Promise<void> {
    await this.#inner.game.settled();
    assertSessionLaws(this.#inner.inside);
    assertSidesAgree(this.#inner);
    this.#assertOrder();
  }

  async #do({ who, name, what, line }: Step): Promise<void> {
    const { game } = this.#inner;
    switch (what) {
      case "!connect":
        return await this.#connect();
      case "!arrive":
        return await this.#connect((await this.#inner.inside.accounts.byName(name))?.id);
      case "!vanish":
        return this.#living(who)?.drop();
      case "!reload":
        return void await game.reload();
      case "!reset":
        return void await game.reload("reset");
      case "!crash":
        return await this.#crash();
      case "!delete":
        this.#root.type(`accounts/delete ${name}`);
        return this.#root.type("yes");
      case "":
        return this.#living(who)?.type(line);
    }
  }

  #living(who: number): TestPlayer | undefined {
    const living = this.#players.filter(({ closedWith }) => closedWith === undefined);
    return living[who % Math.max(living.length, 1)];
  }

  async #connect(uid?: number): Promise<void> {
    const living = this.#players.filter(({ closedWith }) => closedWith === undefined);
    if (living.length >= MAX_SESSIONS) return;
    const options = uid === undefined ? {} : { uid };
    this.#players.push(await this.#inner.game.connect(options));
  }

  async #crash(): Promise<void> {
    this.#hasCrashed = true;
    // Long after the one before it, or no Server would be started at once.
    await this.#inner.moveTime(120_000);
    await this.#inner.crash();
  }

  /** Every moment came when it may, and what they tell together is what is. */
  #assertOrder(): void {
    assert.deepEqual(this.#order.problems, []);
    for (const { core } of this.#inner.inside.sessions.entries()) {
      const told = { life: LIFE_AT[core.state], puppet: core.puppet?.id ?? null };
      assert.deepEqual(this.#order.of(core.sessid), told, `session ${core.sessid}`);
    }
    if (this.#hasCrashed) return;
    for (const { sessid, closedWith } of this.#players) {
      if (closedWith !== undefined) assert.equal(this.#order.of(sessid).life, "ended");
    }
  }
}

for (const multisessionMode of [0, 1, 2, 3] as const satisfies Settings["multisessionMode"][]) {
  Deno.test(`in mode ${multisessionMode} any walk of sessions leaves both sides whole`, async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (steps) => {
        const order = new HookOrder();
        await using inner = await innerGame({
          settings: { multisessionMode, heartbeatInterval: 0 },
          first: [orderWatch(order)],
          plugins: [dawdler],
        });
        const root = await newSuperuser(inner.game, "root");
        const walk = new Walk(inner, { order, root });
        await walk.begin();
        for (const step of steps) await walk.take(step);
        await walk.check();
        await assertReloadKeepsAll(inner);
        await walk.check();
        const errors = inner.game.trace.filter(({ level, kind }) =>
          level === "error" && kind !== "server:lost"
        );
        assert.deepEqual(errors, []);
      }),
      { numRuns: 30 },
    );
  });
}
