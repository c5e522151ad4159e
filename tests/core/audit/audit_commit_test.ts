import assert from "node:assert/strict";
import { innerGame } from "../../games/inner_game.ts";
import { newPlayer, newSuperuser } from "../../games/players.ts";
import { turnsOfTheLoop, until } from "../../games/turns_of.ts";

/** Longer than anything takes that does not wait for the disk. */
const A_WHILE = 50;

Deno.test("gate 16. a refusal, a login and what staff reads are told when they are on disk, not before", async () => {
  await using inner = await innerGame();
  const root = await newSuperuser(inner.game, "Root");
  const pat = await inner.game.connect();
  pat.clear();
  const lines = [
    [pat, "connect root wrong-horse", /do not match|wrong|password/i],
    [pat, "connect root sesame-street", /out of character/],
    [root, "accounts root", /superuser/],
  ] as const;
  for (const [player, line, answer] of lines) {
    player.clear();
    inner.gate.close();
    player.type(line);
    await until("the commit", () => inner.gate.waiting > 0);
    await turnsOfTheLoop(A_WHILE);
    assert.equal(player.screen, "", line);
    inner.gate.open();
    await until("the answer", () => player.screen !== "");
    await inner.game.settled();
    assert.match(player.screen, answer);
  }
});

Deno.test("gate 16. on a full disk people leave and staff reads as before; what is missing is counted later", async () => {
  await using inner = await innerGame();
  const { game, disk } = inner;
  const root = await newSuperuser(game, "Root");
  const pat = await newPlayer(game, "Pat");
  disk.isFull = true;
  await root.send("accounts root"); // the first change that fails; from then on none is taken
  assert.match(await root.send("accounts root"), /superuser/);
  await pat.send("logout");
  assert.match(pat.screen, /Welcome/);
  disk.isFull = false;
  await inner.moveTime(60_000);
  await until("the Store", () => game.trace.some(({ kind }) => kind === "store:resume"));
  await pat.send("connect pat sesame-street");
  const told = await root.send("audit kind lost");
  assert.match(told, /lost .*[1-9]\d* entries could not be kept/);
});
