import assert from "node:assert/strict";
import { testGame } from "../../../src/plugins/testing.ts";
import { innerGame } from "../../games/inner_game.ts";
import { layersPlugin } from "../../games/layers_plugin.ts";
import { newPlayer } from "../../games/players.ts";

const STANDARD: Readonly<Record<string, string>> = {
  session: "",
  account: "builtin/account",
  puppet: "builtin/character",
  ball: "",
  here: "",
};

for (const [who, standard] of Object.entries(STANDARD)) {
  Deno.test(`a command that throws takes back what it did to the cmdsets of ${who}`, async () => {
    await using game = await testGame({ plugins: [layersPlugin()], failures: "allow" });
    const anna = await newPlayer(game, "Anna");
    const stack = () => anna.send(`stack ${who}`);
    assert.equal(await stack(), `${standard} (kept: )`);
    await anna.send(`layfail ${who} fire persistent`);
    await anna.send(`layfail ${who} ice default`);
    assert.equal(await stack(), `${standard} (kept: )`);
    await anna.send(`lay ${who} fire persistent`);
    await anna.send(`lay ${who} ice`);
    const laid = await stack();
    assert.match(laid, /layers\/fire layers\/ice/);
    await anna.send(`liftfail ${who} fire`);
    await anna.send(`liftfail ${who} default`);
    assert.equal(await stack(), laid);
    await game.reload();
    assert.match(await stack(), who === "session" ? /layers\/fire/ : /\(kept: +layers\/fire\)/);
  });
}

Deno.test("a persistent cmdset that the Store cannot keep is taken back", async () => {
  await using inner = await innerGame({ plugins: [layersPlugin()] });
  const anna = await newPlayer(inner.game, "Anna");
  inner.disk.isFull = true;
  await anna.send("lay account fire persistent");
  inner.disk.isFull = false;
  await inner.moveTime(60_000);
  await inner.game.settled();
  assert.equal(await anna.send("stack account"), "builtin/account (kept: )");
  await anna.send("lay ball fire persistent");
  assert.equal(await anna.send("stack ball"), " layers/fire (kept:  layers/fire)");
});

Deno.test("an account that was deleted keeps no cmdset", async () => {
  await using inner = await innerGame({ plugins: [layersPlugin()] });
  const { accounts } = inner.inside;
  await newPlayer(inner.game, "Anna");
  const anna = await accounts.byName("Anna");
  assert.ok(anna !== undefined);
  await accounts.delete(anna);
  assert.throws(() => anna.cmdsets.add("layers/fire", { persistent: true }), RangeError);
  await inner.game.settled();
  assert.equal(await accounts.byName("Anna"), undefined);
});

Deno.test("an object that was deleted keeps no cmdset", async () => {
  await using inner = await innerGame({ plugins: [layersPlugin()] });
  const { world } = inner.inside;
  const ball = world.named("ball")[0];
  assert.ok(ball !== undefined);
  ball.delete();
  assert.throws(() => ball.cmdsets.add("layers/fire", { persistent: true }), RangeError);
  assert.equal(world.named("ball").length, 0);
});

Deno.test("an account that nobody is logged in to has what was laid on it when somebody comes back", async () => {
  await using inner = await innerGame({ plugins: [layersPlugin()] });
  const anna = await newPlayer(inner.game, "Anna");
  await anna.send("lay account fire");
  await anna.vanish();
  const again = await inner.game.connect();
  await again.send("connect Anna sesame-street");
  assert.equal(await again.send("burn"), "You burn.");
});
