import assert from "node:assert/strict";
import { innerGame } from "../../games/inner_game.ts";
import { newPlayer } from "../../games/players.ts";

// Inline only: the test looks inside.

Deno.test("1.1.7 one whose login alone can never be kept does not keep all others from changing the world", async () => {
  await using inner = await innerGame();
  const { game, gate } = inner;
  await (await newPlayer(game, "Anna")).send("quit");
  const account = await inner.inside.accounts.find("Anna");
  assert.ok(account !== undefined);
  assert.equal(await game.reload(), undefined);
  game.allowFailures(/that row|must be able to write/);
  const pass = gate.pass.bind(gate);
  // As where a disk has a bad block, or a plugin gives the account what the database refuses.
  gate.pass = () =>
    JSON.stringify(gate.asked.at(-1) ?? []).includes('"Anna"')
      ? Promise.reject(new Error("cannot keep that row"))
      : pass();
  await game.connect({ uid: account.id });
  let refused = 0;
  for (let times = 0; times < 100; times++) {
    await inner.moveTime(100);
    await game.settled();
    try {
      inner.inside.world.create({ type: "thing", name: "a stone" });
    } catch {
      refused++;
    }
    await game.settled();
  }
  const lost = game.trace.filter(({ kind }) => kind === "store:fail").length;
  assert.ok(refused < 10 && lost < 10, `${refused} of 100 refused, ${lost} losses in 10 s`);
});
