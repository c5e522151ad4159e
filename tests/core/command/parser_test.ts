import assert from "node:assert/strict";
import {
  type AnyCommand,
  type CommandParser,
  defineCommand,
  definePlugin,
  matchCommand,
  type Plugin,
} from "../../../src/plugins/api.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { newcomer } from "../../games/players.ts";

const sing: AnyCommand = defineCommand({
  key: "sing",
  needs: "account",
  run: ({ args, msg }) => msg(`You sing ${args}.`),
});

const secret: AnyCommand = defineCommand({
  ...{ key: "secret", needs: "account", permission: "Admin" },
  run: ({ msg }) => msg("Psst."),
});

/** Finds a command behind its args too. */
const backwards: CommandParser = (set, line, options) => {
  if (line === "trip") throw new Error("tripped");
  const found = matchCommand(set, line, options);
  if (found.kind !== "none") return found;
  return matchCommand(set, line.split(" ").reverse().join(" "), options);
};

const yoda: Plugin = definePlugin({
  name: "yoda",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    provide.commandParser("backwards", backwards);
    provide.commands("builtin/account", [sing, secret]);
  },
});

const OPTIONS = { plugins: [yoda], settings: { commandParser: "yoda/backwards" } };

Deno.test("8.2.8 commandParser names what finds the command in a line", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  assert.equal(await anna.send("songs sing"), "You sing songs.");
  assert.match(await anna.send("songs secret"), /There is no command/);
  assert.match(await anna.send("why songs sing"), /runs sing/);
});

Deno.test("8.2.8 without it, or when it throws, the default one finds it", async () => {
  await using plain = await testGame({ plugins: [yoda] });
  assert.match(await (await newcomer(plain, "anna")).send("songs sing"), /There is no command/);
  await using game = await testGame({ ...OPTIONS, failures: "allow" });
  const anna = await newcomer(game, "anna");
  assert.match(await anna.send("trip"), /There is no command "trip"/);
  const [event] = game.trace.filter(({ kind }) => kind === "plugin:fail");
  assert.deepEqual([event?.sessid, event?.data.hook], [anna.sessid, "commandParser"]);
  assert.match(String(event?.data.error), /^Error: tripped\n/);
});

Deno.test("8.2.8 commandParser must be provided by a plugin", async () => {
  const settings = { commandParser: "yoda/sideways" };
  await assert.rejects(
    testGame({ plugins: [yoda], settings }),
    /Cannot use setting "commandParser" as a plugin must provide it.*yoda\/backwards/s,
  );
});
