import assert from "node:assert/strict";
import { defineCommand, definePlugin } from "../../../mod.ts";
import { innerGame } from "../../games/inner_game.ts";
import { newcomer } from "../../games/players.ts";

const rise = defineCommand({
  key: "rise",
  needs: "account",
  run({ account }) {
    account.permissions = ["Builder", "Player", "Builder"];
  },
});

const fall = defineCommand({
  key: "fall",
  needs: "account",
  run({ account }) {
    account.permissions = ["Developer"];
    throw new Error("on purpose");
  },
});

const ranks = definePlugin({
  name: "ranks",
  version: "1.0.0",
  api: 1,
  setup: ({ provide }) => provide.commands("builtin/account", [rise, fall]),
});

Deno.test("9.4.3 an account's permissions can be set, lowest first and each once, and are kept", async () => {
  await using inner = await innerGame({ plugins: [ranks] });
  const anna = await newcomer(inner.game, "Anna");
  await anna.send("rise");
  const held = async () => (await inner.inside.accounts.find("anna"))?.permissions;
  assert.deepEqual(await held(), ["Player", "Builder"]);
  await inner.game.reload();
  assert.deepEqual(await held(), ["Player", "Builder"]);
});

Deno.test("9.4.3 permissions that a command set before it threw are taken back", async () => {
  await using inner = await innerGame({ plugins: [ranks] });
  const anna = await newcomer(inner.game, "Anna");
  assert.match(await anna.send("fall"), /went wrong/i);
  const account = await inner.inside.accounts.find("anna");
  assert.deepEqual(account?.permissions, ["Player"]);
});

Deno.test("9.3.8 a changed password is told of in the log, without the password", async () => {
  const events: string[] = [];
  await using inner = await innerGame({
    onEvent: (event) => events.push(JSON.stringify(event)),
  });
  const anna = await newcomer(inner.game, "Anna");
  await anna.send("password sesame-street = apple-orchard-9");
  assert.equal(events.filter((event) => event.includes("account:password")).length, 1);
  assert.ok(!events.some((event) => /sesame-street|apple-orchard/.test(event)));
});
