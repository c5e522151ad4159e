import assert from "node:assert/strict";
import { type AnyCommand, definePlugin } from "../../../mod.ts";
import { perm } from "../../../src/plugins/builtin/staff/perm.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { newcomer, newStaff, newSuperuser } from "../../games/players.ts";

onBothWalls("9.4.3 perm gives a permission, tells of it, and takes it away", {}, async (game) => {
  const root = await newSuperuser(game, "Root");
  const anna = await newcomer(game, "Anna");
  assert.match(await anna.send("wall hello"), /There is no command/);
  assert.match(await root.send("perm anna = admin"), /Anna has the permissions Player, Admin/);
  anna.expect("Root gave you the permission Admin.");
  assert.match(await anna.send("wall hello"), /Anna announces: hello/);
  assert.match(await root.send("perm anna"), /Anna has the permissions Player, Admin/);
  assert.match(await root.send("perm/del anna = Admin"), /Anna has the permissions Player;/);
  anna.expect("Root took from you the permission Admin.");
  assert.match(await anna.send("wall hello"), /There is no command/);
});

onBothWalls("9.4.3 perm holds for who is not here, and over a reload", {}, async (game) => {
  const root = await newSuperuser(game, "Root");
  const anna = await newcomer(game, "Anna");
  await anna.send("quit");
  await root.send("perm anna = Builder");
  assert.equal(await game.reload(), undefined);
  const again = await game.connect();
  await again.send("connect Anna sesame-street");
  assert.match(await again.send("look"), /account Anna \(Builder\)/);
  assert.match(await again.send("emit hello"), /You are nowhere/);
});

Deno.test("9.4.3 perm grants nothing above the giver's own rank, and touches nobody above", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  const dora = await newStaff(game, root, { name: "Dora", level: "Developer" });
  await newcomer(game, "Anna");
  assert.match(await dora.send("perm Anna = Developer"), /permissions Player, Developer/);
  assert.match(await dora.send("perm/del Anna = Developer"), /permissions Player;/);
  assert.match(await dora.send("perm root = Builder"), /above yours/);
  assert.match(await dora.send("perm/del root = Player"), /above yours/);
  assert.match(await dora.send("perm dora = Admin"), /Nobody changes their own/);
  assert.match(await dora.send("perm/del dora = Developer"), /Nobody changes their own/);
  assert.match(await root.send("perm root"), /a superuser, to whom everything is open/);
});

Deno.test("9.4.3 perm that a game gives to Admins lets them grant nothing above Admin", async () => {
  const promote: AnyCommand = { ...perm, key: "promote", aliases: [], permission: "Admin" };
  const lenient = definePlugin({
    name: "lenient",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) => provide.commands("builtin/account", [promote]),
  });
  await using game = await testGame({ plugins: [lenient] });
  const root = await newSuperuser(game, "Root");
  const ada = await newStaff(game, root, { name: "Ada", level: "Admin" });
  await newcomer(game, "Anna");
  assert.match(await ada.send("promote anna = Developer"), /which you do not have yourself/);
  assert.match(await root.send("perm anna"), /the permissions Player;/);
  assert.match(await ada.send("promote anna = Admin"), /the permissions Player, Admin;/);
});

Deno.test("9.4.3 perm is for Developers, and tells a Developer what is wrong", async () => {
  await using game = await testGame({ settings: { guestEnabled: true } });
  const root = await newSuperuser(game, "Root");
  const ada = await newStaff(game, root, { name: "Ada", level: "Admin" });
  await newcomer(game, "Anna");
  await (await game.connect()).send("connect guest");
  assert.match(await ada.send("perm Anna = Builder"), /There is no command/);
  const problems = {
    "perm": /Whose permissions.*\n.*perm\[\/del\] ACCOUNT/,
    "perm nobody": /There is no account "nobody"/,
    "perm nobody = Admin": /There is no account "nobody"/,
    "perm Anna = King": /no permission "King"\. There is Guest, Player, .* or Developer/,
    "perm/del Anna": /Which permission\?/,
    "perm Anna = Player": /has the permission Player already/,
    "perm/del Anna = Builder": /has no permission Builder/,
    "perm/x Anna": /There is no switch \/x/,
    "perm Guest1 = Builder": /is a guest/,
  };
  for (const [line, problem] of Object.entries(problems)) {
    assert.match(await root.send(line), problem, line);
  }
});

Deno.test("9.4.3 perm that takes the last permission leaves a guest's", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  const anna = await newcomer(game, "Anna");
  assert.match(await root.send("perm/del Anna = Player"), /has no permission, like a guest/);
  assert.match(await anna.send("charcreate Anna"), /There is no command/);
  assert.match(await anna.send("who"), /Anna/);
});
