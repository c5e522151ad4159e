import assert from "node:assert/strict";
import { workerGame } from "../games/worker_game.ts";
import { type FaultRow, measured, stopwatch } from "../reliability/measured.ts";
import type { TestGame } from "../../src/plugins/testing.ts";

const PLUGINS = { plugins: ["./tests/sandbox/hostile_plugin.ts"] };

/** The forgeries that the plugin has, by what they are of. */
const FORGERIES = {
  identities: [
    ...["sessids that are none", "a sessid that nobody has", "an older epoch", "a newer epoch"],
    "an epoch that is no number",
  ],
  sizes: [
    ...["text that is too long", "calls that are too deep", "calls that hold themselves"],
    ...["calls that say the same for ever", "what JSON cannot say", "no envelope", "nothing"],
    ...["messages of no kind", "a kind that objects have", "a long kind", "an event that is none"],
  ],
  prototypes: [
    ...["flags with a prototype", "calls with a prototype", "names with a prototype"],
    ...["answers that nobody asked for", "a question by a name that objects have"],
  ],
} as const;

/** Checks that the Portal serves everybody as before, and that nothing was polluted on its side. */
async function assertGoesOn(game: TestGame, before: number): Promise<void> {
  assert.equal("polluted" in {}, false);
  const bert = await game.connect();
  assert.match(await bert.send("info"), /^Name: Vestibule$/m);
  assert.equal(await bert.send("polluted"), "polluted: false");
  const lost = game.trace.slice(before)
    .filter(({ kind }) => kind === "server:lost" || kind === "portal:fail");
  assert.deepEqual(lost, []);
  for (const { kind, data } of game.trace.slice(before)) {
    if (kind === "boundary:fault") assert.ok(JSON.stringify(data).length < 2_000);
  }
}

Deno.test("sandbox 5. the tests post every forgery that the hostile plugin has", async () => {
  await using game = await workerGame({ settings: PLUGINS });
  const anna = await game.connect();
  await anna.send("forge");
  const [{ names }] = anna.oob("forgeries") as [{ names: string[] }]; // as the plugin sends it
  assert.deepEqual([...names].sort(), Object.values(FORGERIES).flat().sort());
});

/**
 * Lets the plugin post each of these, one after the other, in one game, and notes how soon after it the
 * Portal served somebody else.
 */
async function assertOutlived(row: FaultRow, names: readonly string[]): Promise<void> {
  await using game = await workerGame({ settings: PLUGINS });
  const anna = await game.connect();
  anna.clear();
  const times: number[] = [];
  for (const name of names) {
    const before = game.trace.length;
    const since = stopwatch();
    assert.match(await anna.send(`forge ${name}`), /Posted on 1 port\./, name);
    await assertGoesOn(game, before);
    times.push(since());
    assert.doesNotMatch(anna.screen, /forged|xxxx|boom|bottom/, name);
    assert.equal(anna.closedWith, undefined, name);
    assert.match(await anna.send("info"), /^Name: Vestibule$/m, name);
  }
  const longest = Math.max(...times);
  measured(row, `${times.length} forgeries; a new client was served within ${longest} ms of each`);
}

Deno.test("sandbox 4. the Portal outlives a plugin that forges sessids and epochs", () =>
  assertOutlived("sandbox 4", FORGERIES.identities));

Deno.test("sandbox 5. the Portal outlives a plugin that posts what is too large, too deep or no message", () =>
  assertOutlived("sandbox 5", FORGERIES.sizes));

Deno.test("sandbox 3. the Portal outlives a plugin that posts prototypes", () =>
  assertOutlived("sandbox 3", FORGERIES.prototypes));

Deno.test("sandbox 5. what a plugin says past the wall injures nobody", async () => {
  await using game = await workerGame({ settings: PLUGINS });
  const anna = await game.connect();
  assert.match(await anna.send("say past the wall"), /Said\./);
  await assertGoesOn(game, 0);
});

Deno.test("sandbox 3. what a client sends with a prototype pollutes nothing on either side", async () => {
  await using game = await workerGame({ settings: PLUGINS });
  const anna = await game.connect();
  const before = game.trace.length;
  const polluting = () =>
    JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
  const names = ["text", "client_options", "client_settings", "__proto__", "constructor"];
  for (const name of names) await anna.call(name, [polluting()], polluting());
  await anna.tell(polluting());
  await assertGoesOn(game, before);
  assert.equal(anna.closedWith, undefined);
  const sides = ["polluted" in {}, await anna.send("polluted") !== "polluted: false"];
  const polluted = `${sides.filter((isPolluted) => isPolluted).length} of ${sides.length}`;
  measured("sandbox 3", `${names.length} calls of a client: ${polluted} sides polluted`);
});
