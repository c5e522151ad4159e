import assert from "node:assert/strict";
import { ManualClock } from "../../../src/core/clock.ts";
import { resolveSettings } from "../../../src/core/settings/resolve.ts";
import { Trace } from "../../../src/core/trace/trace.ts";
import type { TestGame, TestPlayer } from "../../../src/plugins/testing.ts";
import { PortalSessionRegistry } from "../../../src/portals/session/portal_session_registry.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { innerGame } from "../../games/inner_game.ts";
import { comeBack, newPlayer } from "../../games/players.ts";
import { until } from "../../games/turns_of.ts";
import { TestClient, withWeb } from "../../portals/web/web_fixture.ts";
import { assertSessionLaws } from "./session_laws.ts";

// What users of Evennia reported of sessions, each as a test under the number of their report.

const SHARED = "192.0.2.7";

/** Lets several log in at once from one address, in the order given. */
async function logInAtOnce(game: TestGame, names: readonly string[]): Promise<void> {
  const players: (readonly [string, TestPlayer])[] = [];
  for (const name of names) players.push([name, await game.connect({ address: SHARED })]);
  for (const [name, player] of players.toReversed()) player.type(`connect ${name} sesame-street`);
  await game.settled();
  for (const [name, player] of players) {
    assert.deepEqual(player.screen.match(/(?<=Welcome, )\w+/g), [name]);
    assert.deepEqual(player.screen.match(/(?<=You become )\w+/g), [name]);
    assert.match(await player.send(`say I am ${name}`), new RegExp(`You say, "I am ${name}"`));
  }
  for (const [, player] of players) await player.send("quit");
}

onBothWalls(
  "evennia #1315 another person's login never appears in my session",
  { plugins: ["tests/games/dawdling_plugin.ts"], connectionRatePerAddress: 0 },
  async (game) => {
    const names = ["Anna", "Bert", "Cora"];
    for (const name of names) await (await newPlayer(game, name)).send("quit");
    await logInAtOnce(game, names);
    await logInAtOnce(game, ["Cora", "Anna", "Bert"]);
    await logInAtOnce(game, ["Bert", "Cora", "Anna"]);
  },
);

Deno.test("evennia #1075 #1562 a browser's refreshes leave one session, whoever had logged in", async () => {
  await using inner = await innerGame({ settings: { multisessionMode: 3 } });
  const { game } = inner;
  const first = await newPlayer(game, "Anna");
  for (let refresh = 0; refresh < 50; refresh++) {
    const page = refresh % 2 === 0 ? await game.connect() : await comeBack(game, "Anna");
    if (refresh % 3 === 0) await page.vanish();
    else page.drop();
  }
  await game.settled();
  const { sessions, world } = inner.inside;
  assert.equal(sessions.count, 1);
  assert.deepEqual(inner.portalNow.map(({ sessid }) => sessid), [first.sessid]);
  const numbers = (of: readonly { readonly sessid: number }[]) => of.map(({ sessid }) => sessid);
  assert.deepEqual(numbers(sessions.accounts()[0]?.sessions ?? []), [first.sessid]);
  assert.deepEqual(numbers(world.named("Anna")[0]?.sessions ?? []), [first.sessid]);
  assertSessionLaws(inner.inside);
});

Deno.test("evennia #1075 #1562 a websocket that is opened anew leaves no session behind", async () => {
  const values = { loginTimeout: 0, connectionRate: 0, connectionRatePerAddress: 0 };
  const { settings } = resolveSettings([{ name: "test", values }]);
  const clock = new ManualClock();
  const trace = new Trace(() => clock.now());
  const sink = new PortalSessionRegistry({ clock, trace, limits: settings });
  await withWeb(async ({ port }) => {
    for (let refresh = 0; refresh < 20; refresh++) {
      const page = await TestClient.open(port);
      await until("the session", () => sink.count === 1);
      await page.close();
      await until("its end", () => sink.count === 0);
    }
    assert.deepEqual(sink.syncs, []);
  }, { sink, clock, trace });
});

for (const multisessionMode of [1, 2, 3] as const) {
  onBothWalls(
    `evennia #1356 in mode ${multisessionMode} a command answers the session that typed it, at once and later`,
    { multisessionMode, plugins: ["tests/games/probe_plugin.ts"] },
    async (game) => {
      const first = await newPlayer(game, "Anna");
      const second = await comeBack(game, "Anna");
      if (multisessionMode !== 2) await second.send("ic Anna");
      first.clear();
      for (const line of ["who", "look", "help", "asks", "blue", "seven"]) {
        assert.notEqual(await second.send(line), "", line);
      }
      second.expect("It is blue and seven.");
      assert.equal(first.screen, "");
      second.clear();
      await first.send("look");
      assert.equal(second.screen, "");
    },
  );
}

onBothWalls("evennia #1500 a guest that leaves leaves no session behind that can do nothing", {
  guestEnabled: true,
}, async (game) => {
  const bert = await newPlayer(game, "Bert");
  const guest = await game.connect();
  await guest.send("connect guest");
  guest.expect("You become Guest1.");
  await guest.send("logout");
  guest.clear();
  assert.match(await guest.send("help"), /Login\nconnect {2}create/);
  assert.match(await guest.send("connect guest"), /You become Guest1\./);
  await guest.send("quit");
  assert.equal(guest.closedWith, "quit");
  assert.doesNotMatch(await bert.send("who"), /Guest/);
  const next = await game.connect();
  assert.match(await next.send("connect guest"), /You become Guest1\./);
});

Deno.test("evennia #2055 nobody inherits a session, whatever restarts come", async () => {
  await using inner = await innerGame();
  const { game } = inner;
  const anna = await newPlayer(game, "Anna");
  const bert = await newPlayer(game, "Bert");
  await anna.vanish();
  const numbers = [anna.sessid, bert.sessid];
  for (const restart of [() => game.reload(), inner.crash, () => game.reload("reset")]) {
    bert.clear();
    await restart();
    const stranger = await game.connect();
    assert.ok(numbers.every((number) => number < stranger.sessid), "a number is used once");
    numbers.push(stranger.sessid);
    assert.match(await stranger.send("say who am I?"), /There is no command/);
    const session = inner.inside.sessions.get(stranger.sessid);
    assert.deepEqual([session?.state, session?.account], ["unloggedin", null]);
    assert.equal(inner.inside.sessions.get(anna.sessid), undefined);
    assert.equal(inner.inside.sessions.get(bert.sessid)?.account?.name, "Bert");
    await stranger.vanish();
  }
  assertSessionLaws(inner.inside);
});

onBothWalls(
  "evennia #2855 a set added in one place never shows in another, whatever was merged before",
  { multisessionMode: 3, plugins: ["tests/games/costume_plugin.ts"] },
  async (game) => {
    const anna = await newPlayer(game, "Anna");
    const other = await comeBack(game, "Anna");
    const bert = await newPlayer(game, "Bert");
    const all = { anna, other, bert };
    const bowing = async () => {
      const able: string[] = [];
      for (const [name, player] of Object.entries(all)) {
        if ((await player.send("bow")).includes("You bow.")) able.push(name);
      }
      return able;
    };
    // Each asks first, so that what each can do is merged and kept.
    assert.deepEqual(await bowing(), []);
    await anna.send("masksession");
    assert.deepEqual(await bowing(), ["anna"]);
    assert.equal(await game.reload(), undefined);
    assert.deepEqual(await bowing(), ["anna"]);
    await anna.send("unmask");
    assert.deepEqual(await bowing(), []);
    await anna.send("maskaccount");
    assert.deepEqual(await bowing(), ["anna", "other"]);
    await anna.send("unmask");
    await anna.send("maskpuppet");
    assert.deepEqual(await bowing(), ["anna"]);
    await other.send("ic Anna");
    assert.deepEqual(await bowing(), ["anna", "other"]);
    await other.send("ooc");
    assert.deepEqual(await bowing(), ["anna"]);
  },
);
