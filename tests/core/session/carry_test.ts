import assert from "node:assert/strict";
import type { Json } from "../../../src/core/model.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { innerGame } from "../../games/inner_game.ts";
import { newcomer } from "../../games/players.ts";

const PROBE = { plugins: ["tests/games/probe_plugin.ts"] };

onBothWalls("session.db is session.ndb, and gone after a reload", PROBE, async (game) => {
  const anna = await newcomer(game, "anna");
  await anna.send("note milk");
  assert.equal(await anna.send("notes"), "note is milk.");
  await game.reload();
  assert.equal(await anna.send("notes"), "note is gone.");
});

onBothWalls("what a session carries is there after a reload", PROBE, async (game) => {
  const anna = await newcomer(game, "anna");
  await anna.send("carry a lantern");
  assert.equal(await anna.send("carried"), "carried is a lantern.");
  await game.reload();
  assert.equal(await anna.send("carried"), "carried is a lantern.");
});

onBothWalls("session.setCarry() refuses more than maxCarryBytes in all", PROBE, async (game) => {
  const anna = await newcomer(game, "anna");
  await anna.send("carry a lantern");
  assert.match(await anna.send("carrymuch"), /^Something went wrong in "carrymuch"/);
  const [event] = game.trace.filter(({ kind }) => kind === "command:fail");
  assert.match(String(event?.data.error), /must be at most 4096 bytes: current value is 50\d\d/);
  assert.equal(await anna.send("carried"), "carried is a lantern.");
});

// Inline only: the test looks inside.
Deno.test("session.setCarry() takes maxCarryBytes in all, and not one more", async () => {
  await using inner = await innerGame({ settings: { maxCarryBytes: 100 } });
  const player = await inner.game.connect();
  const session = inner.inside.sessions.get(player.sessid);
  // As JSON that is {"a":"…"}: eight characters around the text.
  session?.setCarry("a", "x".repeat(92));
  assert.throws(() => session?.setCarry("a", "x".repeat(93)), /at most 100 bytes: .* is 101$/);
  assert.equal(session?.getCarry("a"), "x".repeat(92));
});

onBothWalls(
  "a command set that a session was given by name survives a reload",
  PROBE,
  async (game) => {
    const anna = await newcomer(game, "anna");
    await anna.send("wear");
    assert.equal(await anna.send("tip"), "You tip your hat.");
    await game.reload();
    assert.equal(await anna.send("tip"), "You tip your hat.");
  },
);

onBothWalls(
  "a command set that nobody provides any more is told of and left out",
  PROBE,
  async (game) => {
    const anna = await newcomer(game, "anna");
    await anna.send("wearlost");
    await anna.send("wear");
    await game.reload();
    const missing = game.trace.filter(({ kind }) => kind === "cmdset:missing");
    assert.deepEqual(
      missing.map(({ level, sessid, data }) => [level, sessid, data.name]),
      [["warn", anna.sessid, "probe/lost"]],
    );
    assert.equal(await anna.send("tip"), "You tip your hat.");
    await game.reload();
    assert.equal(game.trace.filter(({ kind }) => kind === "cmdset:missing").length, 1, "told once");
  },
);

Deno.test("session.setCarry() keeps a copy, and hands out copies", async () => {
  await using inner = await innerGame();
  const anna = await newcomer(inner.game, "anna");
  const session = inner.inside.sessions.get(anna.sessid);
  assert.ok(session !== undefined);
  const list = [1, 2];
  session.setCarry("list", list);
  list.push(3);
  const read = session.getCarry("list");
  assert.deepEqual(read, [1, 2]);
  if (Array.isArray(read)) read.push(4);
  assert.deepEqual(session.getCarry("list"), [1, 2]);
  session.setCarry("list", undefined);
  assert.equal(session.getCarry("list"), undefined);
  assert.equal(session.getCarry("constructor"), undefined);
});

Deno.test("session.setCarry() says which part of a value is not JSON", async () => {
  await using inner = await innerGame();
  const anna = await newcomer(inner.game, "anna");
  const session = inner.inside.sessions.get(anna.sessid);
  const value = { step: { next: () => {} } } as unknown as Json; // what a plugin in JS may do
  assert.throws(() => session?.setCarry("menu", value), {
    name: "TypeError",
    message: 'Cannot keep "menu" as it must be JSON: current value at "step.next" is a function',
  });
  assert.equal(session?.getCarry("menu"), undefined);
});
