import assert from "node:assert/strict";
import { cmdSet, defineCommand, definePlugin, type Plugin } from "../../../src/plugins/api.ts";
import type { AnyCommand, SystemCommandName } from "../../../src/plugins/api.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { newcomer } from "../../games/players.ts";

const MOMENTS: readonly SystemCommandName[] = [
  "noInput",
  "noMatch",
  "multiMatch",
  "unloggedinLook",
];

/** Says what it was given, also before it runs. */
function told(system: SystemCommandName): AnyCommand {
  return defineCommand({
    key: `on ${system}`,
    system,
    needs: "session",
    preRun: ({ msg }) => msg("before"),
    run({ args, name, raw, choices, msg }) {
      msg(JSON.stringify({ args, name, raw, choices }));
    },
    postRun: ({ msg }) => msg("after"),
  });
}

function waving(key: string): AnyCommand {
  return defineCommand({ key, needs: "session", run: ({ msg }) => msg("You wave.") });
}

/** Has the sets that settings name: one that answers every moment, and one that answers none. */
const moments: Plugin = definePlugin({
  name: "moments",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    const commands = [waving("wave"), waving("wave")];
    const rest = { key: "Moments", duplicates: true };
    const enter = defineCommand({
      key: "enter",
      needs: "session",
      async run({ game, session }) {
        const made = await game.accounts.create("anna", "sesame-street", session.address);
        if (made.kind === "created") await game.sessions.login(session, made.account);
      },
    });
    provide.cmdset(
      "told",
      cmdSet({ ...rest, commands: [...commands, enter, ...MOMENTS.map(told)] }),
    );
    provide.cmdset("mute", cmdSet({ ...rest, commands: [...commands, enter] }));
    provide.cmdset("empty", cmdSet({ key: "Empty", commands: [] }));
  },
});

function shown(args: string, name: string, raw: string, choices: readonly string[] = []): string {
  return `before\n${JSON.stringify({ args, name, raw, choices })}\nafter`;
}

Deno.test("7.5.1, 7.5.2 a system command runs at its moment, with its hooks, name and the whole line", async () => {
  const settings = { cmdsetUnloggedin: "moments/told" };
  await using game = await testGame({ settings, plugins: [moments] });
  const anna = await game.connect();
  assert.equal(anna.screen, shown("", "unloggedinLook", ""));
  assert.equal(await anna.send("   "), shown("", "noInput", "   "));
  assert.equal(await anna.send("  fly  away "), shown("fly  away", "noMatch", "  fly  away "));
  const choices = ["wave-1", "wave-2"];
  assert.equal(await anna.send("wave"), shown("wave", "multiMatch", "wave", choices));
});

Deno.test("7.5.1 without a system command there is a plain answer, and none to an empty line", async () => {
  const settings = { cmdsetUnloggedin: "moments/mute" };
  await using game = await testGame({ settings, plugins: [moments] });
  const anna = await game.connect();
  assert.equal(anna.screen, "");
  assert.equal(await anna.send(""), "");
  assert.equal(await anna.send("fly away"), 'There is no command "fly away" here.');
  assert.equal(await anna.send("wave"), "Which one do you mean? wave-1, wave-2");
});

Deno.test("7.4.9 whoever has no command at all is told, and what to do", async () => {
  const settings = { cmdsetUnloggedin: "moments/mute", cmdsetAccount: "moments/empty" };
  await using game = await testGame({ settings, plugins: [moments] });
  const anna = await game.connect();
  await anna.send("enter");
  for (const line of ["look", ""]) {
    assert.match(await anna.send(line), /^No command is available to you at all/);
  }
});

Deno.test("7.1.3 a system command cannot be typed", async () => {
  await using game = await testGame();
  const anna = await newcomer(game, "anna");
  for (const line of ["no match", "__nomatch_command", "noMatch"]) {
    assert.match(await anna.send(line), /There is no command/);
  }
});
