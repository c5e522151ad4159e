import assert from "node:assert/strict";
import { defineCommand, definePlugin } from "../../../src/plugins/api.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { newPlayer } from "../../games/players.ts";

// Inline only: the plugin is made in the test.

Deno.test("provide.routes(): a plugin that failed too often answers no HTTP, though no reload takes it out", async () => {
  let setups = 0;
  const pages = definePlugin({
    name: "pages",
    version: "1.0.0",
    api: 1,
    setup({ provide }) {
      provide.routes({ fetch: () => new Response("hello") });
      provide.commands("builtin/character", [
        defineCommand({
          key: "break",
          run() {
            throw new Error("broken");
          },
        }),
      ]);
    },
  });
  const broken = definePlugin({
    name: "broken",
    version: "1.0.0",
    api: 1,
    setup() {
      if (setups > 0) throw new Error("no second time");
    },
  });
  const counting = definePlugin({
    name: "counting",
    version: "1.0.0",
    api: 1,
    setup: () => void setups++,
  });
  const settings = { pluginFailureLimit: 1 };
  await using game = await testGame({
    plugins: [pages, broken, counting],
    settings,
    failures: "allow",
  });
  const anna = await newPlayer(game, "Anna");
  assert.equal(await (await game.fetch("/plugins/pages")).text(), "hello");
  await anna.send("break");
  await game.settled();
  const kinds = game.trace.map(({ kind }) => kind);
  assert.ok(kinds.includes("plugin:off") && kinds.includes("server:refuse"), kinds.join(" "));
  const answer = await game.fetch("/plugins/pages");
  assert.deepEqual([answer.status, await answer.text()], [404, "Not found"]);
});
