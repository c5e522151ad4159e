import assert from "node:assert/strict";
import { defineCommand, definePlugin } from "../../../src/plugins/api.ts";
import { testGame } from "../../../src/plugins/testing.ts";

Deno.test("InputRunner forgets the lines of a session that vanished while its command awaited", async () => {
  const awaited = Promise.withResolvers<void>();
  const dig = defineCommand({ key: "dig", needs: "session", run: () => awaited.promise });
  const digging = definePlugin({
    name: "digging",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) => provide.commands("builtin/unloggedin", [dig]),
  });
  await using game = await testGame({ plugins: [digging] });
  const anna = await game.connect();
  anna.type("dig");
  anna.type("look");
  anna.drop();
  awaited.resolve();
  const bert = await game.connect();
  bert.expect(/connect/);
  assert.equal(anna.closedWith, "client_closed");
});
