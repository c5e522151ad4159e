import assert from "node:assert/strict";
import { testGame } from "../../../src/plugins/testing.ts";
import waiting from "../../games/waiting_plugin.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { newcomer } from "../../games/players.ts";

const WAITING = { plugins: [waiting] };
const PROBE = { plugins: ["tests/games/probe_plugin.ts"] };

onBothWalls(
  "8.3.8 ask() is answered by the session that was asked, and no other",
  PROBE,
  async (game) => {
    const first = await newcomer(game, "anna");
    const second = await game.connect();
    await second.send("connect anna sesame-street");
    second.clear();
    assert.equal(await first.send("asks"), "Which colour? ");
    await second.send("mark");
    assert.equal(second.screen, "mark is not set.");
    assert.equal(await first.send("  green "), "Which number? ");
    assert.equal(await first.send("7"), "It is green and 7.");
  },
);

onBothWalls("8.3.7 a pasted block of lines answers questions in order", PROBE, async (game) => {
  const anna = await newcomer(game, "anna");
  const lines = ["asks", "red", "1", "mark", "asks", "blue", "2"];
  await Promise.all(lines.map((line) => anna.send(line)));
  assert.deepEqual(anna.screen.split("\n"), [
    "Which colour? ",
    "Which number? ",
    "It is red and 1.",
    "mark is not set.",
    "Which colour? ",
    "Which number? ",
    "It is blue and 2.",
  ]);
});

onBothWalls(
  "8.3.5, 8.3.7 ask() hides a secret answer from every log, and the next line is shown again",
  PROBE,
  async (game) => {
    const anna = await newcomer(game, "anna");
    await anna.send("secret");
    assert.equal(anna.isSecret, true);
    assert.equal(await anna.send("swordfish"), "It has 9 letters.");
    assert.equal(anna.isSecret, false);
    assert.ok(!JSON.stringify(game.trace).includes("swordfish"));
  },
);

onBothWalls(
  "8.3.7 ask() ends its command without a word when the session ends",
  PROBE,
  async (game) => {
    const anna = await newcomer(game, "anna");
    await anna.send("asks");
    await anna.vanish();
    assert.deepEqual(game.trace.filter(({ level }) => level === "error"), []);
  },
);

Deno.test("8.3.7 an empty line is an answer, and a command may ask until one fits", async () => {
  await using game = await testGame(WAITING);
  const anna = await newcomer(game, "anna");
  assert.equal(await anna.send("sure"), "Sure? ");
  assert.equal(await anna.send(""), '"" is neither.');
  await game.advance(1000);
  assert.equal(await anna.send("  yes  "), "Sure.");
  assert.match(await anna.send("yes"), /There is no command "yes"/);
});

Deno.test("8.3.7 a command that throws after an answer leaves no question behind", async () => {
  await using game = await testGame({ ...WAITING, failures: "allow" });
  const anna = await newcomer(game, "anna");
  await anna.send("askandfail");
  assert.match(await anna.send("this"), /^Something went wrong in "askandfail"/);
  assert.equal(await anna.send("asks"), "Yes? ");
  assert.equal(await anna.send("no"), "You answered no.");
});

Deno.test("8.3.9 any function that is given ask and pause can wait", async () => {
  await using game = await testGame(WAITING);
  const anna = await newcomer(game, "anna");
  await anna.send("sure");
  await anna.send("perhaps");
  anna.clear();
  await game.advance(1000);
  assert.equal(anna.screen, "Sure? ");
  assert.equal(await anna.send("no"), "Not sure.");
});
