import assert from "node:assert/strict";
import { cmdSet, defineCommand, defineMenu, definePlugin } from "../../../mod.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";

const door = defineMenu({
  start: "street",
  nodes: {
    street: () => ({
      text: "A door. Knock?",
      options: [{ key: "knock", desc: "Knock", goto: "end" }],
    }),
    end: () => ({ text: "Nobody opens.", options: [{ desc: "Back", goto: "street" }] }),
  },
});

const screen = defineCommand({
  key: "the door",
  system: "unloggedinLook",
  needs: "session",
  run: ({ game, session }) => game.menus.start(session, "door/door", {}),
});

const own = definePlugin({
  name: "door",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    provide.menu("door", door);
    provide.commands("builtin/unloggedin", [screen]);
  },
});

Deno.test("1.2.1 a plugin puts a menu in the place of the login screen", async () => {
  await using game = await testGame({ plugins: [own] });
  const visitor = await game.connect();
  visitor.expect("A door. Knock?");
  assert.doesNotMatch(visitor.screen, /Welcome to/);
  assert.match(await visitor.send("knock"), /Nobody opens/);
});

Deno.test("1.2.1 look and l show the login screen again", async () => {
  await using game = await testGame({ settings: { connectionScreen: "The one screen" } });
  const visitor = await game.connect();
  assert.equal(visitor.screen, "The one screen");
  for (const line of ["look", "l", "LOOK"]) {
    assert.equal(await visitor.send(line), "The one screen");
  }
  assert.match(await visitor.send("login screen"), /There is no command/);
});

Deno.test("1.2.1 a whole cmdset in the place of builtin/unloggedin brings its own screen", async () => {
  const shown = defineCommand({
    key: "shown",
    system: "unloggedinLook",
    needs: "session",
    run: ({ msg }) => msg("Another house."),
  });
  const other = definePlugin({
    name: "other",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) => provide.cmdset("door", cmdSet({ key: "OtherDoor", commands: [shown] })),
  });
  await using game = await testGame({
    plugins: [other],
    settings: { cmdsetUnloggedin: "other/door" },
  });
  const visitor = await game.connect();
  assert.equal(visitor.screen, "Another house.");
});

Deno.test("1.2.2 of several connection screens one is picked each time", async () => {
  const chances = [0, 0.99, 0.5];
  await using game = await testGame({
    settings: { connectionScreen: ["One of {serverName}", "Two", "Three"], serverName: "|rA" },
    random: () => chances.shift() ?? 0,
  });
  const visitor = await game.connect();
  assert.equal(visitor.screen, "One of |rA");
  assert.equal(await visitor.send("look"), "Three");
  assert.equal(await visitor.send("look"), "Two");
});

onBothWalls("1.2.2 one connection screen is always the same", {
  connectionScreen: "Only {serverName}",
  serverName: "Here",
}, async (game) => {
  const visitor = await game.connect();
  assert.equal(visitor.screen, "Only Here");
  assert.equal(await visitor.send("look"), "Only Here");
});

onBothWalls("1.2.2 several connection screens cross the wall", {
  connectionScreen: ["First screen", "Second screen"],
}, async (game) => {
  const visitor = await game.connect();
  assert.match(visitor.screen, /^(First|Second) screen$/);
});

for (const connectionScreen of ["", " \n", [], ["", " "]]) {
  const shown = JSON.stringify(connectionScreen);
  Deno.test(`1.2.2 without a connection screen (${shown}) a sentence says how to get in`, async () => {
    await using game = await testGame({ settings: { connectionScreen, serverName: "The House" } });
    const visitor = await game.connect();
    assert.match(visitor.screen, /^This is The House\. Type connect .* create .* help/);
  });
}

Deno.test("1.2.2 an empty text among several connection screens is never shown", async () => {
  await using game = await testGame({ settings: { connectionScreen: ["", "Full"] } });
  assert.equal((await game.connect()).screen, "Full");
});

Deno.test("1.2.3 a command before login has the session that typed, no account and no puppet", async () => {
  const whoami = defineCommand({
    key: "whoami",
    needs: "session",
    run({ session, account, puppet, msg }) {
      msg(`#${session.sessid} ${session.state} ${account} ${puppet} ${session.account}`);
    },
  });
  const asking = definePlugin({
    name: "asking",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) => provide.commands("builtin/unloggedin", [whoami]),
  });
  await using game = await testGame({ plugins: [asking] });
  await game.connect();
  const second = await game.connect();
  assert.equal(await second.send("whoami"), `#${second.sessid} unloggedin null null null`);
});
