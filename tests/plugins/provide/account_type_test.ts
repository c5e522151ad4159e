import assert from "node:assert/strict";
import {
  type AccountTypeDefinition,
  cmdSet,
  defineCommand,
  definePlugin,
  type Plugin,
} from "../../../mod.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { comeBack } from "../../games/players.ts";

const SETTINGS = { baseAccountTypeclass: "club/member" };

const MEMBER: AccountTypeDefinition = {
  attributes: { points: 10 },
  cmdset: "club/member",
  onCreate: (account, game) => account.set("joined", game.now() > 0),
  appearance: (account, session, plain) =>
    `${plain}\n${account.typeName}: ${account.get("points")} points, ${
      account.get("joined")
    }, #${session.sessid}`,
};

function club(member: AccountTypeDefinition): Plugin {
  const points = defineCommand({
    ...{ key: "points", needs: "account" },
    run: ({ account, msg }) => msg(`You have ${account.get("points")}.`),
  });
  return definePlugin({
    name: "club",
    version: "1.0.0",
    api: 1,
    setup({ provide }) {
      provide.cmdset("member", cmdSet({ key: "Member", commands: [points] }));
      provide.accountType("member", member);
    },
  });
}

Deno.test("provide.accountType() gives new accounts, guests too, what the type says", async () => {
  await using game = await testGame({
    plugins: [club(MEMBER)],
    settings: { ...SETTINGS, guestEnabled: true },
  });
  const anna = await game.connect();
  await anna.send("create anna sesame-street");
  anna.expect(`club/member: 10 points, true, #${anna.sessid}`);
  assert.equal(await anna.send("points"), "You have 10.");
  const guest = await game.connect();
  await guest.send("connect guest");
  assert.equal(await guest.send("points"), "You have 10.");
});

Deno.test("provide.accountType() is plain while its plugin is away, and back with it", async () => {
  const folder = await Deno.makeTempDir();
  const database = `${folder}/world.db`;
  const plugins = [club(MEMBER)];
  try {
    {
      await using game = await testGame({ plugins, database, settings: SETTINGS });
      await (await game.connect()).send("create anna sesame-street");
    }
    {
      await using game = await testGame({ database });
      const anna = await comeBack(game, "anna");
      assert.match(await anna.send("look"), /You are out of character/);
      assert.doesNotMatch(anna.screen, /points/);
    }
    await using game = await testGame({ plugins, database });
    const anna = await comeBack(game, "anna");
    assert.match(await anna.send("look"), /club\/member: 10 points/);
    assert.equal(await anna.send("points"), "You have 10.");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("provide.accountType() that throws lets everybody in, and is logged by name", async () => {
  const thrower = () => {
    throw new Error("closed");
  };
  const plugins = [club({ onCreate: thrower, appearance: thrower })];
  await using game = await testGame({ plugins, settings: SETTINGS, failures: "allow" });
  const anna = await game.connect();
  await anna.send("create anna sesame-street");
  anna.expect("You are out of character");
  const failed = game.trace.filter(({ kind }) => kind === "plugin:fail");
  assert.deepEqual(failed.map(({ data }) => [data.plugin, data.hook]), [
    ["club", "onCreate of club/member"],
    ["club", "appearance of club/member"],
  ]);
});

Deno.test("provide.accountType() of an unknown name refuses the start", async () => {
  await assert.rejects(
    testGame({ plugins: [club(MEMBER)], settings: { baseAccountTypeclass: "club/boss" } }),
    /Cannot use setting "baseAccountTypeclass".*"club\/boss", and what is provided is: club\/member/,
  );
});
