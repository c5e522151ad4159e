import assert from "node:assert/strict";
import { type AnyCommand, cmdSet, defineCommand, definePlugin } from "../../../src/plugins/api.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { newcomer } from "../../games/players.ts";

function command(key: string, says = key): AnyCommand {
  return defineCommand({ key, needs: "session", run: ({ msg }) => msg(says) });
}

/** Puts commands on the account; two of them have one name. */
const names = definePlugin({
  name: "names",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    const words = ["brandish", "brandisk", "brandisn", "brandisx"];
    provide.commands("builtin/account", [
      ...words.map((word) => command(word)),
      defineCommand({
        key: "double",
        needs: "account",
        run({ account }) {
          for (const says of ["first", "second"]) {
            const set = cmdSet<AnyCommand>({
              ...{ key: says, priority: 5, duplicates: true },
              commands: [command("toot", says)],
            });
            account.cmdsets.add({ name: `names/${says}`, set });
          }
        },
      }),
    ]);
  },
});

/** What a session without system commands is answered. */
const bare = definePlugin({
  name: "bare",
  version: "1.0.0",
  api: 1,
  setup: ({ provide }) =>
    provide.cmdset("bare", cmdSet<AnyCommand>({ key: "Bare", commands: [command("look")] })),
});

const OPTIONS = { plugins: [names] };

Deno.test("8.2.7 a line that fits nothing is answered with three likely commands at most", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  assert.equal(
    await anna.send("brandis sword"),
    'There is no command "brandis sword" here. Did you mean brandish, brandisk or brandisn?',
  );
});

Deno.test("8.2.7 a line that is like nothing is answered with a pointer to help", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  assert.equal(
    await anna.send("xyzzy"),
    'There is no command "xyzzy" here. Type help to see what there is.',
  );
});

Deno.test("8.2.3, 8.2.7 a line that fits several commands is answered with how to type each", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  await anna.send("double");
  assert.equal(
    await anna.send("toot"),
    "More than one command answers to that. Type toot-1 or toot-2.",
  );
  assert.equal(await anna.send("toot-1"), "second");
  assert.equal(await anna.send("2-toot"), "first");
  assert.match(await anna.send("toot-3"), /There is no command "toot-3"/);
});

Deno.test("8.2.7 without a system command the core itself answers a line that fits nothing", async () => {
  const settings = { cmdsetUnloggedin: "bare/bare" };
  await using game = await testGame({ plugins: [bare], settings });
  const anna = await game.connect();
  assert.equal(await anna.send("look"), "look");
  assert.equal(await anna.send("|rsmash"), 'There is no command "|rsmash" here.');
});
