import assert from "node:assert/strict";
import { cmdSet, definePlugin, type Plugin } from "../../src/plugins/api.ts";
import { testGame } from "../../src/plugins/testing.ts";
import { onBothWalls } from "../games/both_walls.ts";
import { innerGame } from "../games/inner_game.ts";
import { until } from "../games/turns_of.ts";

onBothWalls(
  "1.8.3 the one-time code makes one superuser, also after a reload",
  {},
  async (game) => {
    const [anna, bert] = [await game.connect(), await game.connect()];
    await anna.send("create anna sesame-street");
    await bert.send("create bert sesame-street");
    await anna.send(`claim ${game.claimCode}`);
    anna.expect("You are the superuser now");
    assert.equal(await game.reload(), undefined);
    bert.clear();
    await bert.send(`claim ${game.claimCode}`);
    bert.expect("That code opens nothing.");
  },
);

Deno.test("1.7.6, 1.7.9 server:start and server:stop are told with the true mode, in the order of the swap", async () => {
  const seen: string[] = [];
  const watch: Plugin = definePlugin({
    name: "watch",
    version: "1.0.0",
    api: 1,
    setup({ on }) {
      on("server:start", ({ mode }) => void seen.push(`start ${mode}`));
      on("server:stop", ({ mode }) => void seen.push(`stop ${mode}`));
    },
  });
  {
    await using game = await testGame({ plugins: [watch] });
    await game.reload();
    await game.reload("reset");
  }
  assert.deepEqual(seen, [
    ...["start cold", "stop reload", "start reload"],
    ...["stop reset", "start reset", "stop shutdown"],
  ]);
});

Deno.test("1.7.6, 1.7.7 server:start finds every session again", async () => {
  const counts: number[] = [];
  const count: Plugin = definePlugin({
    name: "count",
    version: "1.0.0",
    api: 1,
    setup: ({ on }) => on("server:start", ({ game }) => void counts.push(game.sessions.count)),
  });
  await using game = await testGame({ plugins: [count] });
  await game.connect();
  await game.connect();
  await game.reload();
  assert.deepEqual(counts, [0, 2]);
});

Deno.test("a start fails with the plugin's name when its world cannot be filled", async () => {
  const builder = definePlugin({
    name: "builder",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) =>
      provide.world((world) => {
        world.create({ type: "room", name: "Half" });
        throw new Error("no bricks");
      }),
  });
  await assert.rejects(
    testGame({ plugins: [builder] }),
    /^Error: Plugin "builder" cannot fill the world: no bricks$/,
  );
});

Deno.test("who connects during a reload gets the login screen from the new Server", async () => {
  await using inner = await innerGame();
  const reloading = inner.game.reload();
  const connecting = inner.game.connect();
  await reloading;
  const anna = await connecting;
  await until("the login screen", () => anna.screen !== "");
  anna.expect("Welcome to Vestibule.");
});

Deno.test("a reload takes away the commands that are gone, and those who typed them live on", async () => {
  let isThere = true;
  const fleeting = definePlugin({
    name: "fleeting",
    version: "1.0.0",
    api: 1,
    setup({ provide }) {
      const set = cmdSet<never>({ key: "Fleeting", commands: [] });
      if (isThere) provide.cmdset("set", set);
    },
  });
  const settings = { cmdsetSession: "fleeting/set" };
  await using game = await testGame({ plugins: [fleeting], settings });
  const anna = await game.connect();
  await anna.send("create anna sesame-street");
  isThere = false;
  assert.match(await game.reload() ?? "", /^Cannot use setting "cmdsetSession"/);
  assert.match(await anna.send("look"), /You are out of character/);
});
