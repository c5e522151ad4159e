import { defineCommand, definePlugin, type Plugin } from "@vestibule/core";
import { type TestGame, testGame } from "@vestibule/core/testing";
import assert from "node:assert/strict";
import { fingerAnswer } from "../finger_answer.ts";

/** Lets a test ask what a finger session is answered. */
const asking: Plugin = definePlugin({
  name: "asking",
  version: "1.0.0",
  api: 1,
  setup: ({ provide }) =>
    provide.commands("builtin/unloggedin", [
      defineCommand({
        key: "ask",
        needs: "session",
        run: ({ args, game, msg }) => msg(fingerAnswer(game, args)),
      }),
    ]),
});

async function login(game: TestGame, name: string): Promise<void> {
  const player = await game.connect({ address: "192.0.2.7" });
  await player.send(`create ${name} sesame-street`);
}

Deno.test("fingerAnswer() lists who is here in order, how long, and how long silent", async () => {
  await using game = await testGame({ plugins: [asking] });
  const stranger = await game.connect();
  assert.equal(await stranger.send("ask"), "Vestibule: 0 here.");
  await login(game, "Bert");
  await game.advance(3 * 3_600_000);
  await login(game, "Anna");
  await game.advance(5 * 60_000);
  assert.deepEqual(
    (await stranger.send("ask")).split("\n"),
    [
      "Vestibule: 2 here.",
      "",
      "Name  On for  Idle ",
      "----  ------  -----",
      "Anna  5 min   5 min",
      "Bert  3 h     3 h  ",
    ].map((line) => line.trimEnd()),
  );
});

Deno.test("fingerAnswer() tells of one whatever the case of the name, and more with /W", async () => {
  await using game = await testGame({ plugins: [asking] });
  const stranger = await game.connect();
  await login(game, "Anna");
  await game.advance(42_000);
  assert.equal(await stranger.send("ask  aNNA "), "Name: Anna\nOn for 42 s, idle 42 s");
  assert.equal(
    await stranger.send("ask /W anna"),
    "Name: Anna\nOn for 42 s, idle 42 s\nOn since 2026-01-01T00:00:00.000Z",
  );
});

Deno.test("fingerAnswer() tells nobody which accounts there are, nor from where anybody comes", async () => {
  await using game = await testGame({ plugins: [asking] });
  const stranger = await game.connect();
  const anna = await game.connect({ address: "192.0.2.7" });
  await anna.send("create anna sesame-street");
  const seen = [await stranger.send("ask"), await stranger.send("ask /W anna")].join("\n");
  assert.match(seen, /anna/);
  assert.doesNotMatch(seen, /192\.0\.2\.7/);
  await anna.send("quit");
  assert.equal(await stranger.send("ask anna"), 'Nobody called "anna" is here now.');
  assert.equal(await stranger.send("ask bert"), 'Nobody called "bert" is here now.');
});

Deno.test("fingerAnswer() shows what was asked as it was typed", async () => {
  await using game = await testGame({ plugins: [asking] });
  const stranger = await game.connect();
  assert.equal(await stranger.send("ask |rred"), 'Nobody called "|rred" is here now.');
});
