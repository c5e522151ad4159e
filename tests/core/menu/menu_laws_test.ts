import assert from "node:assert/strict";
import { definePlugin, type Game } from "@vestibule/core";
import fc from "fast-check";
import { testGame } from "../../../src/plugins/testing.ts";
import { newPlayer } from "../../games/players.ts";
import { menuPlugin } from "./menu_plugin.ts";
import stories from "./template_plugin.ts";

const STARTS = [
  ...["shop", "nested", "list", "sure", "broken", "unshowable", "asking"]
    .flatMap((menu) => ["session", "account", "puppet"].map((on) => `menu ${menu} ${on}`)),
  ...["road", "chat", "loud", "framed"].map((menu) => `story ${menu}`),
];

const WORDS = [
  ...["buy", "bag", "1", "2", "in", "instead", "bad", "next", "p", "yes", "no", "name"],
  ...["throw", "late", "node", "nowhere", "date", "big", "empty"],
  ...["try", "deep", "on", "up", "river", "signpost", "say it", "say", "climb a tree"],
  ...["look", "help", "back", "", " "],
];

const step = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 12 }) },
  { weight: 1, arbitrary: fc.constant("\0reload") },
);

// Inline only: the walk looks inside for the menu that runs.
Deno.test("14.6, 14.7 whatever is typed in menus, quit leads out of them to the commands", async () => {
  const running: Game[] = [];
  const watching = definePlugin({
    name: "watching",
    version: "1.0.0",
    api: 1,
    setup: ({ on }) => on("server:start", ({ game }) => void running.push(game)),
  });
  await using game = await testGame({
    plugins: [menuPlugin, stories, watching],
    failures: "allow",
  });
  const anna = await newPlayer(game, "Anna");
  const current = () => {
    const session = running.at(-1)?.sessions.get(anna.sessid);
    assert.ok(session);
    return running.at(-1)?.menus.current(session)?.menu;
  };
  const walk = async (start: string, steps: readonly string[]) => {
    await anna.send(start);
    for (const line of steps) {
      if (line === "\0reload") assert.equal(await game.reload(), undefined);
      else await anna.send(line);
    }
    await anna.send("an answer, should a question be open");
    for (let count = 0; current() !== undefined; count++) {
      assert.ok(count < 5, "five menus at most");
      if (current() === "menus/broken") await anna.send("throw");
      await anna.send("quit");
    }
    anna.clear();
    assert.match(await anna.send("say hello"), /You say, "hello"/);
  };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...STARTS),
      fc.array(step, { maxLength: 12 }),
      walk,
    ),
    { numRuns: 80 },
  );
});
