import assert from "node:assert/strict";
import {
  type AnyCommand,
  defineCommand,
  definePlugin,
  type Plugin,
} from "../../../src/plugins/api.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { newPlayer, newStaff, newSuperuser } from "../../games/players.ts";

function command(key: string, more: Pick<AnyCommand, "permission" | "access">): AnyCommand {
  return defineCommand({
    ...{ key, needs: "session", ...more },
    run: ({ msg }) => msg(`${key} runs.`),
  });
}

const COMMANDS = [
  command("dream", { access: ({ puppet }) => puppet === null }),
  command("cant", { access: ({ puppet }) => puppet?.get("guild") === "thieves" }),
  command("smash", { permission: "Player" }),
  command("audit", { permission: "Admin", access: ({ account }) => account?.name === "anna" }),
  command("broken", {
    access() {
      throw new Error("no key for this lock");
    },
  }),
];

const join = defineCommand({
  key: "join",
  run: ({ puppet, args }) => puppet.set("guild", args),
});

const locks: Plugin = definePlugin({
  name: "locks",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    provide.commands("builtin/unloggedin", COMMANDS);
    provide.commands("builtin/account", COMMANDS);
    provide.commands("builtin/character", [join]);
  },
});

const OPTIONS = { plugins: [locks] };

Deno.test("8.2.4 access decides by account and puppet whether a command is there", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("dream"), /There is no command "dream"/);
  assert.match(await anna.send("cant"), /There is no command "cant"/);
  await anna.send("join thieves");
  assert.equal(await anna.send("cant"), "cant runs.");
  await anna.send("ooc");
  assert.equal(await anna.send("dream"), "dream runs.");
  assert.match(await anna.send("cant"), /There is no command "cant"/);
});

Deno.test("8.2.4 access holds beside the permission, and lets a superuser pass who is not quelled", async () => {
  await using game = await testGame(OPTIONS);
  const [anna, bert] = [await newPlayer(game, "anna"), await newSuperuser(game, "bert")];
  assert.match(await anna.send("audit"), /There is no command "audit"/);
  for (const line of ["audit", "cant"]) assert.equal(await bert.send(line), `${line} runs.`);
  await bert.send("quell");
  for (const line of ["audit", "cant"]) assert.match(await bert.send(line), /There is no command/);
});

Deno.test("8.2.6 a locked command is answered like one that does not exist, and help knows neither", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newPlayer(game, "Anna");
  const locked = await anna.send("cant");
  assert.equal(locked.replaceAll("cant", "zzzz"), await anna.send("zzzz"));
  const unhelped = await anna.send("help cant");
  assert.equal(unhelped.replaceAll("cant", "zzzz"), await anna.send("help zzzz"));
  assert.doesNotMatch(await anna.send("help"), /cant|dream/);
});

Deno.test("8.2.4 an access that throws refuses, and stands in the log", async () => {
  await using game = await testGame({ ...OPTIONS, failures: "allow" });
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("broken"), /There is no command "broken"/);
  const [event] = game.trace.filter(({ kind }) => kind === "plugin:fail");
  assert.deepEqual([event?.sessid, event?.data.hook], [anna.sessid, 'access of "broken"']);
  assert.match(await anna.send("help"), /smash/);
});

Deno.test("8.3.12 a session that has not logged in passes no lock that asks for an account", async () => {
  await using game = await testGame(OPTIONS);
  const visitor = await game.connect();
  for (const line of ["smash", "audit", "cant"]) {
    assert.match(await visitor.send(line), new RegExp(`There is no command "${line}"`));
  }
  assert.equal(await visitor.send("dream"), "dream runs.");
});

Deno.test("why tells staff alone that a command's own access refuses it", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newPlayer(game, "Anna");
  const ben = await newStaff(game, await newSuperuser(game, "Root"), {
    name: "Ben",
    level: "Builder",
  });
  assert.match(await anna.send("why cant"), /No command fits "cant"/);
  assert.match(await ben.send("why cant"), /Refused: cant .* is not for everybody\./);
});
