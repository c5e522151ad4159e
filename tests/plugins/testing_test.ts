import assert from "node:assert/strict";
import { defineCommand, definePlugin, type Plugin } from "../../src/plugins/api.ts";
import { testGame } from "../../src/plugins/testing.ts";
import { temporaryFolder } from "../core/store/samples.ts";

const hop = defineCommand({ key: "hop", needs: "account", run: ({ msg }) => msg("You hop.") });

const hopping: Plugin = definePlugin({
  name: "hopping",
  version: "1.0.0",
  api: 1,
  setup: ({ provide }) => provide.commands("builtin/account", [hop]),
});

const broken: Plugin = definePlugin({
  name: "broken",
  version: "1.0.0",
  api: 1,
  setup() {
    throw new Error("on purpose");
  },
});

Deno.test("testGame() plays with the plugins it is given", async () => {
  await using game = await testGame({ plugins: [hopping] });
  const anna = await game.connect();
  await anna.send("create anna sesame-street");
  assert.equal(await anna.send("hop"), "You hop.");
});

Deno.test("testGame() fails with the reason when a plugin cannot be used, and leaves nothing open", async () => {
  using folder = temporaryFolder();
  const database = `${folder.path}/world.db`;
  await assert.rejects(
    testGame({ plugins: [broken], database }),
    /^Error: Plugin "broken" cannot be used as its setup threw: Error: on purpose\n/,
  );
  await using game = await testGame({ database });
  assert.equal(game.settings.multisessionMode, 2);
});

Deno.test("testGame() keeps its world in the database that is named", async () => {
  using folder = temporaryFolder();
  const database = `${folder.path}/world.db`;
  {
    await using game = await testGame({ database });
    const anna = await game.connect();
    await anna.send("create anna sesame-street");
    await anna.send("charcreate Anna");
  }
  await using game = await testGame({ database });
  const anna = await game.connect();
  await anna.send("connect anna sesame-street");
  anna.expect("You become Anna.");
});

Deno.test("TestPlayer.expect() fails with what was typed and shown since it was cleared", async () => {
  await using game = await testGame({ plugins: [hopping] });
  const anna = await game.connect();
  await anna.send("create anna sesame-street");
  anna.clear();
  await anna.send("hop");
  await anna.send("skip");
  assert.throws(() => anna.expect("You fly."), {
    message: [
      'Cannot find "You fly." in what was shown to session 1:',
      "> hop",
      "< You hop.",
      "",
      "> skip",
      '< There is no command "skip" here. Type help to see what there is.',
    ].join("\n"),
  });
  assert.throws(() => anna.expect(/fl[iy]/), /^Error: Cannot find \/fl\[iy\]\/ in what was shown/);
});

Deno.test("TestGame.advance() moves the time that the game knows", async () => {
  await using game = await testGame({ settings: { loginTimeout: 120 } });
  const anna = await game.connect();
  await game.advance(119_999);
  assert.equal(anna.closedWith, undefined);
  await game.advance(1);
  assert.equal(anna.closedWith, "login_timeout");
});

Deno.test("TestGame.reload() tells why a reload was refused, and the game goes on", async () => {
  let isBroken = false;
  const moody = definePlugin({
    name: "moody",
    version: "1.0.0",
    api: 1,
    setup() {
      if (isBroken) throw new Error("not today");
    },
  });
  await using game = await testGame({ plugins: [moody] });
  const anna = await game.connect();
  await anna.send("create anna sesame-street");
  isBroken = true;
  assert.match(await game.reload() ?? "", /^Plugin "moody" cannot be used as its setup threw/);
  assert.match(await anna.send("look"), /You are out of character/);
  isBroken = false;
  assert.equal(await game.reload(), undefined);
});

Deno.test("two test games in one process know nothing of one another", async () => {
  await using one = await testGame();
  await using two = await testGame();
  const anna = await one.connect();
  await anna.send("create anna sesame-street");
  const other = await two.connect();
  await other.send("connect anna sesame-street");
  other.expect(/do not belong together/);
  assert.deepEqual([anna.sessid, other.sessid], [1, 1]);
});

Deno.test("a test game that is shut down from inside ends everybody's connection", async () => {
  await using game = await testGame();
  const anna = await game.connect();
  await anna.send("create anna sesame-street");
  await anna.send(`claim ${game.claimCode}`);
  await anna.send("shutdown");
  assert.equal(anna.closedWith, "shutdown");
});
