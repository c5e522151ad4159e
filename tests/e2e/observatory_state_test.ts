import assert from "node:assert/strict";
import { sessionsOf, stepSessions } from "../../src/portals/observatory/client/state.js";
import { StreamReader } from "../portals/observatory/stream_reader.ts";
import { AT_ONCE, startProgram } from "./program.ts";
import { seededBytes } from "./seeded_bytes.ts";
import { TelnetClient } from "./telnet_client.ts";

const PLAYERS = ["Anna", "Bert", "Cleo", "Dora"];
const LINES = 120;

/** What is typed, in an order that makes sense to nobody. */
const TYPED = [
  ...["create NAME swordfish-42", "charcreate NAME", "done", "yes", "look", "say hello", "ooc"],
  ...["ic NAME", "logout", "connect NAME swordfish-42", "nonsense", "quit"],
];

/** How often the sessions are read again, while something still happens. */
const MOST_READS = 50;

for (const seed of [1, 2, 3]) {
  Deno.test(`observatory 17. stepSessions() leads to the sessions that a server has, whatever is typed (${seed})`, async () => {
    await using program = await startProgram({ args: [...AT_ONCE] });
    const url = `http://localhost:${program.webPort}/observatory/stream`;
    await using watching = await StreamReader.open(url);
    await watching.expect("hello");
    const clients = new Map<string, TelnetClient>();
    const random = seededBytes(seed, 2 * LINES);
    for (let nth = 0; nth < LINES; nth++) {
      const name = PLAYERS[(random[2 * nth] ?? 0) % PLAYERS.length] ?? "";
      const line = TYPED[(random[2 * nth + 1] ?? 0) % TYPED.length] ?? "";
      const client = clients.get(name) ?? await TelnetClient.connect(program.telnetPort);
      clients.set(name, client);
      await client.send(line.replaceAll("NAME", name));
      if (line !== "quit") continue;
      await client[Symbol.asyncDispose](); // whether it was heard or not
      clients.delete(name);
    }
    const [told, reached] = await settled(url);
    for (const client of clients.values()) await client[Symbol.asyncDispose]();
    assert.deepEqual(reached, told);
    assert.ok(told.length > 0);
  });
}

/** Reads the sessions, and those that the recorded events lead to, until they are the same. */
async function settled(url: string): Promise<[readonly unknown[], readonly unknown[]]> {
  for (let nth = 1;; nth++) {
    await using reader = await StreamReader.open(url);
    const { sessions, recordedFrom, recorded } = await reader.expect("hello");
    const reached = [...recorded.reduce(stepSessions, sessionsOf(recordedFrom.sessions)).values()];
    const isSame = JSON.stringify(reached) === JSON.stringify(sessions);
    if (isSame || nth === MOST_READS) return [sessions, reached];
  }
}
