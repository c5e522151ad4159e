import assert from "node:assert/strict";
import type { TestGame, TestPlayer } from "../../../src/plugins/testing.ts";
import { soon } from "../../e2e/soon.ts";
import { login, onStaffedWalls, type StartGame } from "../../games/staffed_game.ts";

const SETTINGS = { plugins: ["./tests/games/failing_plugin.ts"], pluginFailureLimit: 4 };

/** Types a line until what it shows fits: a reload meanwhile takes as long as it takes. */
async function until(player: TestPlayer, line: string, wanted: RegExp): Promise<void> {
  let isOver = false;
  const typing = async () => {
    while (!isOver && !wanted.test(await player.send(line)));
  };
  try {
    await soon(typing(), () => `"${line}" never showed ${wanted}`);
  } finally {
    isOver = true;
  }
}

async function play(start: StartGame, visit: (game: TestGame) => Promise<void>): Promise<void> {
  await using game = await start();
  game.allowFailures(/failing/);
  await visit(game);
}

onStaffedWalls(
  "a plugin that fails too often is switched off, and players stay",
  SETTINGS,
  (start) =>
    play(start, async (game) => {
      const dora = await login(game, "dora"); // the hook of the plugin fails: 1
      const anna = await login(game, "anna"); // 2
      assert.match(await anna.send("stumble"), /Something went wrong in "stumble"/); // 3
      await anna.call("stumble"); // 4
      await until(anna, "who", /Accounts|anna/);
      assert.match(await anna.send("stumble"), /no command "stumble"|not available/i);
      dora.expect(/The plugin "failing" failed too often and is switched off\./);
      dora.expect(/stumble: Error: on purpose\. Mend it, and type plugins\/on failing/);
      assert.equal(anna.closedWith, undefined);
      const shown = await dora.send("plugins failing");
      assert.match(
        shown,
        /failing 1\.0\.0: off\n.*Fails\.\n.*failed too often, the last time in stumble/s,
      );
      const off = game.trace.filter(({ kind }) => kind === "plugin:off");
      assert.deepEqual(off.map(({ data }) => data.plugin), ["failing"]);
    }),
);

onStaffedWalls(
  "plugins/on and plugins/off switch a plugin by a reload",
  SETTINGS,
  (start) =>
    play(start, async (game) => {
      const dora = await login(game, "dora");
      const anna = await login(game, "anna");
      assert.match(
        await dora.send("plugins failing"),
        /commands +builtin\/account +stumble, who; hides who of builtin/,
      );
      assert.match(await dora.send("plugins/off failing"), /You switch the plugin failing off/);
      await until(dora, "plugins", /failing +1\.0\.0 +off/);
      assert.match(await anna.send("who"), /anna/);
      assert.match(await dora.send("plugins failing"), /Why: dora switched it off/);
      assert.match(await dora.send("plugins/off failing"), /The plugin failing is off\./);
      await dora.send("plugins/on failing");
      await until(dora, "plugins", /failing +1\.0\.0 +running/);
      assert.match(await anna.send("who"), /Something went wrong in "who"/);
    }),
);

onStaffedWalls(
  "plugins tells what somebody may not do, and what is not there",
  SETTINGS,
  (start) =>
    play(start, async (game) => {
      const dora = await login(game, "dora");
      const ada = await login(game, "ada");
      const anna = await login(game, "anna");
      assert.match(await anna.send("plugins"), /no command|not available/i);
      assert.match(await ada.send("plugins"), /builtin .*\n.*failing/);
      assert.equal(await ada.send("plugins/off failing"), "Only a Developer switches plugins.");
      assert.match(await dora.send("plugins/off builtin"), /The plugin builtin stays on/);
      assert.match(
        await dora.send("plugins faling"),
        /There is no plugin "faling"\. Do you mean failing\?/,
      );
      assert.match(await dora.send("plugins/on/off failing"), /choose one of/);
      assert.match(await dora.send("plugins/off"), /Which plugin do you mean\?/);
    }),
);

onStaffedWalls(
  "a limit of 0 switches no plugin off",
  { ...SETTINGS, pluginFailureLimit: 0 },
  (start) =>
    play(start, async (game) => {
      const dora = await login(game, "dora");
      for (let times = 0; times < 30; times++) await dora.send("stumble");
      assert.match(await dora.send("plugins"), /failing +1\.0\.0 +running .* 31/);
    }),
);
