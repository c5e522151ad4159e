import assert from "node:assert/strict";
import { type ConnectionScreen, definePlugin, type Plugin } from "../../../mod.ts";
import { testGame } from "../../../src/plugins/testing.ts";

function dawn(show: ConnectionScreen): Plugin {
  return definePlugin({
    name: "sky",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) => provide.connectionScreen("dawn", show),
  });
}

const settings = { connectionScreenModule: "sky/dawn", connectionScreen: "The plain screen" };

Deno.test("provide.connectionScreen() is shown when the setting names it, each time anew", async () => {
  let days = 0;
  const screen = dawn((game, session) =>
    `|yDay ${++days}|n of ${game.settings.serverName}, #${session.sessid}`
  );
  await using game = await testGame({ plugins: [screen], settings });
  const anna = await game.connect();
  assert.equal(anna.screen, `Day 1 of Vestibule, #${anna.sessid}`);
  assert.equal(await anna.send("look"), `Day 2 of Vestibule, #${anna.sessid}`);
});

Deno.test("provide.connectionScreen() is not shown when no setting names it", async () => {
  const { connectionScreen } = settings;
  await using game = await testGame({
    plugins: [dawn(() => "Dawn")],
    settings: { connectionScreen },
  });
  assert.equal((await game.connect()).screen, "The plain screen");
});

const careless: Readonly<Record<string, ConnectionScreen>> = {
  "throws": () => {
    throw new Error("clouds");
  },
  // It is not of the type, as in a plugin written in JavaScript.
  "makes a promise": (() => Promise.resolve("late")) as unknown as ConnectionScreen,
};

for (const [how, show] of Object.entries(careless)) {
  Deno.test(`provide.connectionScreen() that ${how} gives way to the plain one, and is logged`, async () => {
    await using game = await testGame({ failures: "allow", plugins: [dawn(show)], settings });
    assert.equal((await game.connect()).screen, "The plain screen");
    const failed = game.trace.find(({ kind }) => kind === "plugin:fail");
    assert.equal(failed?.data?.plugin, "sky");
    assert.equal(failed?.data?.hook, "connection screen sky/dawn");
  });
}

Deno.test("provide.connectionScreen() of an unknown name refuses the start", async () => {
  const starting = testGame({
    plugins: [dawn(() => "Dawn")],
    settings: { connectionScreenModule: "sky/dusk" },
  });
  await assert.rejects(
    starting,
    /Cannot use setting "connectionScreenModule" as a plugin must provide it: current value is "sky\/dusk", and what is provided is: sky\/dawn/,
  );
});
