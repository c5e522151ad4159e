import assert from "node:assert/strict";
import { defineCommand, definePlugin } from "../../../src/plugins/api.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { innerGame } from "../../games/inner_game.ts";
import { newcomer, newPlayer } from "../../games/players.ts";

// Inline only: the plugin is made in the test.

Deno.test("8.2.4 an access that does not answer true refuses, whatever it answers", async () => {
  const command = (key: string, answer: unknown) =>
    defineCommand({
      key,
      access: () => answer as never, // what a command without types could return
      run: ({ msg }) => msg(`${key} ran`),
    });
  const locked = definePlugin({
    name: "locked",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) =>
      provide.commands("builtin/character", [
        ...[command("promised", Promise.resolve(false)), command("nothing", undefined)],
        ...[command("one", 1), command("open", true)],
      ]),
  });
  await using game = await testGame({ plugins: [locked] });
  const anna = await newPlayer(game, "Anna");
  for (const key of ["promised", "nothing", "one"]) {
    assert.match(await anna.send(key), /There is no command/);
  }
  assert.equal(await anna.send("open"), "open ran");
});

Deno.test("8.2.8 a parser that returns no outcome is told of, and the default one answers", async () => {
  const lost = definePlugin({
    name: "lost",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) => Reflect.apply(provide.commandParser, provide, ["parser", () => {}]),
  });
  await using game = await testGame({
    failures: "allow",
    plugins: [lost],
    settings: { commandParser: "lost/parser" },
  });
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("say hello"), /You say, "hello"/);
  const failed = game.trace.filter(({ kind }) => kind === "plugin:fail");
  assert.ok(failed.length > 0 && failed.every(({ data }) => data.hook === "commandParser"));
});

Deno.test("account.permissions refuses a level that does not exist, and keeps what is there", async () => {
  await using inner = await innerGame();
  const anna = await newcomer(inner.game, "anna");
  const account = inner.inside.sessions.get(anna.sessid)?.account;
  assert.ok(account !== undefined && account !== null);
  assert.throws(() => Reflect.set(account, "permissions", ["admin"]), /current value is "admin"$/);
  assert.deepEqual(account.permissions, ["Player"]);
});
