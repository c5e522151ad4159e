import assert from "node:assert/strict";
import type { TraceEvent } from "../../../src/core/trace/trace.ts";
import type { TestGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";

const PASSWORD = "correct horse battery";

/** What a reader sees of an event, in one line. */
function inShort({ kind, data }: TraceEvent): string {
  const message = data.message as { kind: string } | undefined; // of a wall event
  const said = [message?.kind, data.hook, data.step, data.mode, data.fate, data.command];
  return [kind, ...said.filter((word) => word !== undefined)].join(" ");
}

function seen(game: TestGame, from: number): readonly string[] {
  return game.trace.slice(from).map(inShort);
}

onBothWalls(
  "a watched login is told from the client through the wall and back",
  {},
  async (game) => {
    using _watch = game.watch();
    const anna = await game.connect();
    await anna.send("create anna");
    await anna.send(PASSWORD);
    const from = game.trace.length;
    await anna.send(PASSWORD);
    const told = seen(game, from);
    const expected = [
      "client:input",
      "wall:portal input",
      "client:mode normal",
      "session:step login",
      "session:login",
      "wall:server login",
      "client:output",
    ];
    let at = -1;
    for (const step of expected) {
      at = told.findIndex((line, index) => index > at && line === step);
      assert.notEqual(at, -1, `${step} is missing, or too early, in:\n${told.join("\n")}`);
    }
  },
);

onBothWalls("a watched command is told with its match, its merge and its end", {}, async (game) => {
  const anna = await game.player("Anna");
  using _watch = game.watch();
  await game.settled();
  const from = game.trace.length;
  await anna.send("north");
  await anna.send("nonsense");
  const told = seen(game, from).filter((line) => /^(?:command|cmdset|wall:portal)/.test(line));
  assert.deepEqual(told, [
    "wall:portal input",
    "cmdset:merge",
    "command:match one north",
    "command:run north",
    "command:end north",
    "wall:portal input",
    "cmdset:merge",
    "command:match none",
    "command:run no match",
    "command:end no match",
  ]);
});

onBothWalls("nothing is told in detail while nobody watches", {}, async (game) => {
  const watch = game.watch();
  const anna = await game.player("Anna");
  watch[Symbol.dispose]();
  await game.settled();
  const from = game.trace.length;
  await anna.send("look");
  assert.deepEqual(game.trace.slice(from).filter(({ level }) => level === "detail"), []);
  assert.ok(game.trace.slice(0, from).some(({ level }) => level === "detail"));
});

onBothWalls("what many hear is told once, and to few for each of them", {}, async (game) => {
  const players = [];
  for (const name of ["Anna", "Berta", "Carla", "Dora", "Emma", "Frida", "Gerda", "Hanna", "Ida"]) {
    players.push(await game.player(name));
  }
  using _watch = game.watch();
  await game.settled();
  const from = game.trace.length;
  const heard = () =>
    game.trace.slice(from).filter(({ kind, data }) =>
      kind === "client:output" && JSON.stringify(data).includes("well met")
    );
  await players[0]?.send("say well met");
  const [own, others] = heard();
  assert.deepEqual([own?.sessid, others?.sessid], [players[0]?.sessid, players[1]?.sessid]);
  assert.equal(heard().length, 9);
  await (await game.player("Jana")).send("say well met, all");
  assert.deepEqual(
    heard().slice(9).map(({ data }) => data.sessids),
    [undefined, players.map(({ sessid }) => sessid)],
  );
  players[8]?.expect("well met, all");
});

onBothWalls("a Server that a reload brings is watched as well", {}, async (game) => {
  using _watch = game.watch();
  const anna = await game.player("Anna");
  await game.reload();
  const from = game.trace.length;
  await anna.send("look");
  assert.ok(seen(game, from).includes("command:match one look"));
});

onBothWalls("no secret is in what those who watch are told", {}, async (game) => {
  using _watch = game.watch();
  const anna = await game.connect();
  await anna.send(`create anna ${PASSWORD.replaceAll(" ", "-")}`);
  await anna.send("logout");
  await anna.send("connect anna");
  await anna.send(PASSWORD.replaceAll(" ", "-"));
  await anna.send(`password ${PASSWORD.replaceAll(" ", "-")} = tall-clock-ticks`);
  await anna.send("logout");
  await anna.send("connect anna tall-clock-ticks");
  await anna.call("char_login_credentials", [], { account: "anna", password: "tall-clock-ticks" });
  const told = JSON.stringify(game.trace);
  assert.ok(told.includes('"connect anna •••"'));
  assert.deepEqual(
    ["correct", "tall-clock"].filter((secret) => told.includes(secret)),
    [],
  );
});
