import assert from "node:assert/strict";
import type { ServerMessage } from "../../../src/core/boundary/messages.ts";
import type { TraceEvent } from "../../../src/core/trace/trace.ts";
import type { TestGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";

const PASSWORD = "correct horse battery";
const COUNTERS: readonly string[] = ["cmdLast", "cmdLastVisible", "cmdTotal"];

/** What a reader sees of an event, in a few words. */
function inShort({ kind, data }: TraceEvent): string {
  const message = data.message as { kind: string } | undefined; // of a wall event
  const said = [message?.kind, data.hook, data.step, data.mode, data.fate, data.command];
  return [kind, ...said.filter((word) => word !== undefined)].join(" ");
}

/** Where a turn ends while a command waits, all that is counted crosses once more. */
function isCountOnly({ kind, data }: TraceEvent): boolean {
  if (kind !== "wall:server") return false;
  const message = data.message as ServerMessage; // as the wall carries it
  return message.kind === "sync" &&
    Object.keys(message.fields).every((key) => COUNTERS.includes(key));
}

/** Returns what is told while a line is typed, and all of it. */
async function toldOf(game: TestGame, play: () => Promise<unknown>): Promise<readonly string[]> {
  await game.settled();
  const from = game.trace.length;
  await play();
  await game.settled();
  return game.trace.slice(from).filter((event) => !isCountOnly(event)).map(inShort);
}

const SETTINGS = { autoPuppetOnLogin: false } as const;

onBothWalls(
  "a visit is told as it happens, cause before effect",
  SETTINGS,
  async (game) => {
    using _watch = game.watch();
    const anna = await game.connect();
    for (const line of ["create anna", PASSWORD, PASSWORD, "charcreate Anna", "logout"]) {
      await anna.send(line);
    }
    await anna.send("connect anna");
    assert.deepEqual(await toldOf(game, () => anna.send(PASSWORD)), [
      "client:input",
      "wall:portal input",
      "client:mode normal",
      "session:step login",
      "session:login",
      "hook:begin session:login",
      "hook:end session:login",
      "command:end connect",
      "wall:server login",
      "wall:server output",
      "client:output",
      "wall:server output",
      "client:output",
      "wall:server output",
      "client:output",
      "wall:server sync",
    ]);
    assert.deepEqual(await toldOf(game, () => anna.send("ic Anna")), [
      "client:input",
      "wall:portal input",
      "cmdset:merge",
      "command:match one ic",
      "command:run ic",
      "session:step puppet",
      "session:puppet",
      "hook:begin session:puppet",
      "hook:end session:puppet",
      "command:end ic",
      "wall:server output",
      "client:output",
      "wall:server output",
      "client:output",
      "wall:server sync",
    ]);
    assert.deepEqual(await toldOf(game, () => anna.send("ooc")), [
      "client:input",
      "wall:portal input",
      "cmdset:merge",
      "command:match one ooc",
      "command:run ooc",
      "session:step unpuppet",
      "session:unpuppet",
      "command:end ooc",
      "wall:server output",
      "client:output",
      "wall:server output",
      "client:output",
      "wall:server sync",
    ]);
    assert.deepEqual(await toldOf(game, () => anna.vanish()), [
      "portal:disconnect",
      "wall:portal disconnect",
      "session:step disconnect",
      "session:disconnect",
      "wall:server sync",
    ]);
  },
);

onBothWalls("no event is told twice, nor out of order", SETTINGS, async (game) => {
  using _watch = game.watch();
  const anna = await game.player("Anna");
  const from = game.trace.length;
  await anna.send("look");
  await game.settled();
  const numbers = game.trace.map(({ seq }) => seq);
  assert.deepEqual(numbers, numbers.map((_, index) => (numbers[0] ?? 0) + index));
  const told = game.trace.slice(from).map(inShort);
  for (const once of ["client:input", "wall:portal input", "command:match one look"]) {
    assert.deepEqual(told.filter((line) => line === once), [once]);
  }
});
