import assert from "node:assert/strict";
import { innerGame } from "../../games/inner_game.ts";
import { until } from "../../games/turns_of.ts";

Deno.test("crash 10. a login that a crashed Server was looking at is not written, nor told as a fault", async () => {
  await using inner = await innerGame();
  const { game, gate } = inner;
  const anna = await game.connect();
  await anna.send("create anna sesame-street");
  await anna.send("logout");
  const before = game.trace.length;
  gate.close();
  anna.type("connect anna sesame-street");
  await until("the login's commit", () => gate.waiting === 1);
  const crashed = inner.crash();
  await until("the next Server's first commit", () => gate.waiting === 2);
  gate.open();
  await crashed;
  const told = game.trace.slice(before).filter(({ level }) => level === "error");
  assert.deepEqual(told.map(({ kind }) => kind), ["server:lost"]);
  await anna.send("connect anna sesame-street");
  anna.expect("You are out of character");
});
