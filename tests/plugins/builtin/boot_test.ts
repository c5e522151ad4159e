import assert from "node:assert/strict";
import { testGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { comeBack, newcomer, newStaff, newSuperuser } from "../../games/players.ts";

onBothWalls(
  "9.4.1 boot ends all sessions of an account, and says who and why",
  {},
  async (game) => {
    const root = await newSuperuser(game, "Root");
    const first = await newcomer(game, "Anna");
    const second = await comeBack(game, "Anna");
    const bert = await newcomer(game, "Bert");
    assert.equal(await root.send("boot anna: too |rloud"), "You booted 2 sessions of Anna.");
    await game.settled();
    for (const player of [first, second]) {
      player.expect("Root ended your connection: too |rloud");
      assert.equal(player.closedWith, "booted");
    }
    assert.equal(bert.closedWith, undefined);
  },
);

onBothWalls(
  "9.4.1 boot/sid ends one session, also of one who has not logged in",
  {},
  async (game) => {
    const root = await newSuperuser(game, "Root");
    const first = await newcomer(game, "Anna");
    const second = await comeBack(game, "Anna");
    const [visitor, other] = [await game.connect(), await game.connect()];
    assert.match(await root.send(`boot/sid ${second.sessid}`), /^You booted 1 session of Anna\.$/);
    assert.equal(
      await root.send(`boot/sid ${visitor.sessid}: idle`),
      "You booted 1 session that had not logged in.",
    );
    assert.match(await root.send(`boot #${other.sessid} = idle`), /that had not logged in/);
    await game.settled();
    assert.deepEqual([first, second, visitor, other].map(({ closedWith }) => closedWith), [
      ...[undefined, "booted", "booted", "booted"],
    ]);
    visitor.expect("Root ended your connection: idle");
  },
);

Deno.test("9.4.1 boot/quiet tells neither who nor why", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  const anna = await newcomer(game, "Anna");
  const visitor = await game.connect();
  visitor.clear();
  await root.send("boot/quiet anna: too loud");
  await root.send(`boot/quiet/sid ${visitor.sessid}: idle`);
  await game.settled();
  for (const player of [anna, visitor]) {
    assert.equal(player.closedWith, "booted");
    assert.doesNotMatch(player.screen, /Root|loud|idle/);
  }
});

Deno.test("9.4.1 boot refuses, and says what to do", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  const ada = await newStaff(game, root, { name: "Ada", level: "Admin" });
  const anna = await newcomer(game, "Anna");
  assert.match(await anna.send("boot Ada"), /There is no command/);
  const problems = {
    "boot": /Whom do you want to boot\?\n.*boot\[\/quiet\]/,
    "boot nobody": /Nobody is here called "nobody"/,
    "boot/sid 999": /There is no session "999"/,
    "boot/sid anna": /There is no session "anna"/,
    "boot/sid": /Whom do you want to boot\?/,
    "boot ada": /You cannot boot yourself: type quit/,
    "boot root": /permission is higher than yours/,
    [`boot/sid ${root.sessid}`]: /permission is higher than yours/,
    "boot/loud anna": /There is no switch \/loud/,
  };
  for (const [line, problem] of Object.entries(problems)) {
    assert.match(await ada.send(line), problem, line);
  }
  assert.deepEqual([root.closedWith, anna.closedWith], [undefined, undefined]);
});
