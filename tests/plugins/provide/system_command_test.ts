import assert from "node:assert/strict";
import { type AnyCommand, defineCommand, definePlugin, type Plugin } from "../../../mod.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { newPlayer } from "../../games/players.ts";

type Setup = Parameters<typeof definePlugin>[0]["setup"];

function plugin(name: string, setup: Setup): Plugin {
  return definePlugin({ name, version: "1.0.0", api: 1, setup });
}

const shrug: AnyCommand = defineCommand({
  key: "shrug",
  system: "noMatch",
  needs: "session",
  run: ({ args, msg }) => msg(`What is "${args}"?`),
});

Deno.test("provide.systemCommand() replaces the one of the set that is named, and no other", async () => {
  const polite = plugin("polite", ({ provide }) => {
    provide.systemCommand("builtin/unloggedin", shrug);
  });
  await using game = await testGame({ plugins: [polite] });
  const anna = await game.connect();
  assert.equal(await anna.send("xyzzy"), 'What is "xyzzy"?');
  await anna.send("create anna sesame-street");
  assert.doesNotMatch(await anna.send("xyzzy"), /What is/);
});

Deno.test("provide.systemCommand() replaces the login screen and the empty line", async () => {
  const say = (system: AnyCommand["system"] & string): AnyCommand =>
    defineCommand({ key: system, system, needs: "session", run: ({ msg }) => msg(`<${system}>`) });
  const own = plugin("own", ({ provide }) => {
    provide.systemCommand("builtin/unloggedin", say("unloggedinLook"));
    provide.systemCommand("builtin/account", say("noInput"));
  });
  await using game = await testGame({ plugins: [own] });
  const anna = await game.connect();
  assert.equal(anna.screen, "<unloggedinLook>");
  await anna.send("create anna sesame-street");
  assert.equal(await anna.send(""), "<noInput>");
});

Deno.test("provide.systemCommand() gives the old one back when it is disposed of", async () => {
  const calm = plugin("calm", ({ provide }) => {
    const taken = provide.systemCommand("builtin/unloggedin", shrug);
    provide.commands("builtin/unloggedin", [
      defineCommand({ key: "calm", needs: "session", run: () => taken[Symbol.dispose]() }),
    ]);
  });
  await using game = await testGame({ plugins: [calm] });
  const anna = await game.connect();
  assert.equal(await anna.send("xyzzy"), 'What is "xyzzy"?');
  await anna.send("calm");
  const bert = await game.connect();
  assert.match(await bert.send("xyzzy"), /no command/i);
});

Deno.test("provide.systemCommand() that throws is told of as any command, and play goes on", async () => {
  const broken = defineCommand({
    ...{ key: "broken", system: "noMatch", needs: "session" },
    run() {
      throw new Error("no words");
    },
  });
  const careless = plugin("careless", ({ provide }) => {
    provide.systemCommand("builtin/character", broken);
  });
  await using game = await testGame({ failures: "allow", plugins: [careless] });
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("xyzzy"), /Something went wrong in "broken"/);
  assert.match(await anna.send("say hello"), /hello/);
});

Deno.test("provide.systemCommand() refuses what is none, and a set that is not there", async () => {
  const wave = defineCommand({ key: "wave", run() {} });
  const wrong = plugin("wrong", ({ provide }) => {
    provide.systemCommand("builtin/account", wave);
    provide.systemCommand("builtin/nowhere", shrug);
  });
  await assert.rejects(testGame({ plugins: [wrong] }), (error: Error) => {
    assert.match(
      error.message,
      /cannot provide system command for "builtin\/account" as it must be a system command: "wave" is none\. Say what it is with `system`/,
    );
    assert.match(error.message, /"builtin\/nowhere" as the cmdset must be there: it is not/);
    return true;
  });
});
