import assert from "node:assert/strict";
import { definePlugin, type HookEvents, type Plugin } from "../../src/plugins/api.ts";
import { testGame } from "../../src/plugins/testing.ts";
import { innerGame } from "../games/inner_game.ts";
import { newPlayer, newSuperuser } from "../games/players.ts";
import { RECORDED, recorder } from "../games/recorder.ts";
import { temporaryFolder } from "./store/samples.ts";

// Inline only: each test looks inside, or starts one game after the other in this isolate.

/** Calls what it is given when the Server starts or stops. */
function atStartAndStop(
  run: (name: string, event: HookEvents["server:start" | "server:stop"]) => void | Promise<void>,
): Plugin {
  return definePlugin({
    name: "watching",
    version: "1.0.0",
    api: 1,
    setup({ on }) {
      on("server:start", (event) => run("start", event));
      on("server:stop", (event) => run("stop", event));
    },
  });
}

Deno.test("1.7.1 reload and reset tell everybody, and shutdown ends them with a word", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  const anna = await newPlayer(game, "Anna");
  const waiting = await game.connect();
  const players = [root, anna, waiting];
  for (const [line, news] of [["reload", "reloaded"], ["reset", "reset"]] as const) {
    players.forEach((player) => player.clear());
    await root.send(line);
    // The Portal starts the new Server when this one has said so.
    while (!root.screen.includes("The world has been")) await game.settled();
    for (const player of players) player.expect(`The world has been ${news}.`);
  }
  await root.send("shutdown");
  while (anna.closedWith === undefined) await game.settled();
  assert.deepEqual(players.map(({ closedWith }) => closedWith), Array(3).fill("shutdown"));
});

Deno.test("1.7.1 nobody below Developer reloads, resets or shuts down", async () => {
  await using game = await testGame();
  const anna = await newPlayer(game, "Anna");
  for (const line of ["reload", "reset", "shutdown"]) {
    assert.match(await anna.send(line), new RegExp(`There is no command "${line}"`));
  }
  assert.equal(anna.closedWith, undefined);
});

Deno.test("1.7.2 what server:stop changes at a reload is what the new Server finds", async () => {
  const found: unknown[] = [];
  const plugin = atStartAndStop((name, { game, mode }) => {
    const [room] = game.world.named("The Vestibule");
    if (name === "stop") room?.set("stopped", mode);
    else found.push(room?.get("stopped"));
  });
  await using game = await testGame({ plugins: [plugin] });
  await game.reload();
  await game.reload("reset");
  assert.deepEqual(found, [undefined, "reload", "reset"]);
});

Deno.test("1.7.3 a reset takes puppets away, and nothing that is kept", async () => {
  const seen: string[] = [];
  await using inner = await innerGame({ plugins: [recorder(seen)], settings: RECORDED });
  const anna = await newPlayer(inner.game, "Anna");
  const before = inner.inside.sessions.get(anna.sessid);
  before?.account?.set("kept", true);
  seen.splice(0);
  await inner.game.reload("reset");
  const after = inner.inside.sessions.get(anna.sessid);
  assert.deepEqual(
    [after?.state, after?.account?.get("kept"), after?.puppet, anna.closedWith],
    ["loggedin", true, null, undefined],
  );
  assert.deepEqual(seen, [
    ...["session:beforeUnpuppet puppeting", "session:unpuppet loggedin", "atSync() loggedin"],
  ]);
  assert.equal(inner.inside.world.named("Anna")[0]?.location, null);
});

Deno.test("1.7.4, 1.7.5 a shutdown lets every puppet go, and what its hooks change is kept", async () => {
  using folder = temporaryFolder();
  const database = `${folder.path}/world.db`;
  const seen: string[] = [];
  const plugin = atStartAndStop((name, { game }) => {
    if (name === "stop") game.world.named("The Hall")[0]?.set("clock", "stopped");
  });
  {
    await using game = await testGame({ database, plugins: [recorder(seen), plugin] });
    const anna = await newPlayer(game, "Anna");
    await anna.send("north");
    seen.splice(0);
  }
  assert.deepEqual(seen.slice(0, 2), [
    ...["session:beforeUnpuppet puppeting", "session:unpuppet loggedin"],
  ]);
  const found: unknown[] = [];
  const look = atStartAndStop((_name, { game }) => {
    found.push(
      game.world.named("The Hall")[0]?.get("clock"),
      game.world.named("Anna")[0]?.location,
    );
  });
  await using game = await testGame({ database, plugins: [look] });
  assert.deepEqual(found, ["stopped", null]);
  const anna = await game.connect();
  await anna.send("connect anna sesame-street");
  anna.expect(/You become Anna\.\nThe Hall/);
});

Deno.test("1.7.7 a new Server is told when the process started, and how it came to start", async () => {
  const starts: unknown[] = [];
  const plugin = atStartAndStop((name, { game, mode }) => {
    if (name === "start") starts.push([mode, game.startedAt]);
  });
  const settings = { heartbeatInterval: 0 };
  await using inner = await innerGame({ plugins: [plugin], settings });
  await inner.moveTime(60_000);
  await inner.game.reload();
  const startedAt = Date.UTC(2026, 0, 1);
  assert.equal(inner.inside.game.now(), startedAt + 60_000);
  assert.deepEqual(starts, [["cold", startedAt], ["reload", startedAt]]);
});

Deno.test("1.8.3 the world is filled once, whole, even when the first start failed", async () => {
  using folder = temporaryFolder();
  const database = `${folder.path}/world.db`;
  const plugin = (isBroken: boolean) =>
    definePlugin({
      name: "builder",
      version: "1.0.0",
      api: 1,
      setup: ({ provide }) =>
        provide.world((world) => {
          world.create({ type: "room", name: "Cellar" });
          if (isBroken) throw new Error("no bricks");
          world.create({ type: "room", name: "Attic" });
        }),
    });
  const start = (isBroken: boolean) => testGame({ database, plugins: [plugin(isBroken)] });
  await assert.rejects(start(true), /cannot fill the world: no bricks/);
  for (const _ of ["first", "second"]) {
    const counts: unknown[] = [];
    const count = atStartAndStop((name, { game: { world } }) => {
      const rooms = ["The Vestibule", "Cellar", "Attic"].map((room) => world.named(room).length);
      if (name === "start") counts.push(...rooms);
    });
    await using game = await testGame({ database, plugins: [plugin(false), count] });
    assert.deepEqual(counts, [1, 1, 1]);
    assert.match((await game.connect()).screen, /Welcome/);
  }
});

Deno.test("1.7.10 a Server that starts deletes guests without a session, and no others", async () => {
  await using inner = await innerGame({ settings: { guestEnabled: true } });
  const eve = await inner.game.connect();
  await eve.send("connect guest");
  assert.equal((await inner.inside.accounts.createGuest("192.0.2.1")).kind, "created");
  await inner.game.reload();
  const { accounts, world } = inner.inside;
  const guests = await Promise.all(["Guest1", "Guest2"].map((name) => accounts.find(name)));
  assert.deepEqual(guests.map((guest) => guest?.name), ["Guest1", undefined]);
  assert.deepEqual(world.named("Guest2"), []);
  assert.match(await eve.send("look"), /The Vestibule/);
});

Deno.test("1.7.3 a hook that never ends holds a reset up once, however many let their puppets go", async () => {
  const sleeper = definePlugin({
    name: "sleeper",
    version: "1.0.0",
    api: 1,
    setup: ({ on }) => on("session:unpuppet", () => new Promise(() => {})),
  });
  const settings = { hookTimeLimit: 1000, reloadTimeout: 1_000_000 };
  await using inner = await innerGame({ plugins: [sleeper], settings });
  for (const name of ["Anna", "Bert", "Cora"]) await newPlayer(inner.game, name);
  const resetting = inner.game.reload("reset");
  await inner.moveTime(1000);
  assert.equal(await resetting, undefined);
  const states = inner.inside.sessions.all().map(({ state }) => state);
  assert.deepEqual(states, ["loggedin", "loggedin", "loggedin"]);
  const limited = inner.game.trace.filter(({ kind }) => kind === "plugin:fail");
  assert.equal(limited.length, 3);
});
