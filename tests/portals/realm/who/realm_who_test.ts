import assert from "node:assert/strict";
import type { Presence } from "../../../../src/core/boundary/presence_question.ts";
import type { Asks } from "../../../../src/core/boundary/questions.ts";
import { systemClock } from "../../../../src/core/clock.ts";
import { Trace, type TraceEvent } from "../../../../src/core/trace/trace.ts";
import { RealmWho } from "../../../../src/portals/realm/who/realm_who.ts";
import { connected, natsTest } from "../nats/nats_test_case.ts";

const REALMS = ["main", "arena", "isle"];
const BERT = { name: "bert", onFor: 65_000, idle: 3_000 };

/** A Server's process, with what its Server answers. */
async function processOf(url: string, realm: string, presence: Presence | null, realms = REALMS) {
  const connection = await connected(url);
  const traced: TraceEvent[] = [];
  const trace = new Trace();
  trace.read((event) => traced.push(event));
  const asked: string[] = [];
  // The one question that is asked here.
  const questions = {
    ask: (name: string) => {
      asked.push(name);
      return Promise.resolve(
        presence === null
          ? { kind: "unavailable", wasSent: false }
          : { kind: "answered", value: presence },
      );
    },
  } as unknown as Asks;
  const settings = { realm, realms };
  const who = new RealmWho({ connection, settings, questions, clock: systemClock, trace });
  who.open();
  await connection.flush();
  return {
    ...{ who, connection, traced, asked },
    async [Symbol.asyncDispose]() {
      who.close();
      await connection.close();
    },
  };
}

natsTest("RealmWho asks every other realm, and tells which cannot be reached", async ({ url }) => {
  await using main = await processOf(url, "main", { players: [], count: 0 });
  await using arena = await processOf(url, "arena", { players: [BERT], count: 7 });
  assert.deepEqual(await main.who.ask(), {
    realms: [
      { kind: "reached", realm: "arena", players: [BERT], count: 7 },
      { kind: "away", realm: "isle" },
    ],
  });
  assert.deepEqual(arena.asked, ["presence"]);
  assert.deepEqual(main.asked, []);
  assert.deepEqual([...main.traced, ...arena.traced], []);
});

natsTest("RealmWho takes a realm without a running Server for away", async ({ url }) => {
  await using main = await processOf(url, "main", { players: [], count: 0 });
  await using _arena = await processOf(url, "arena", null);
  const { realms } = await main.who.ask();
  assert.deepEqual(realms.map(({ kind }) => kind), ["away", "away"]);
});

natsTest("RealmWho waits half a second for a realm that is silent", async ({ url }) => {
  await using main = await processOf(url, "main", { players: [], count: 0 });
  await using other = await connected(url);
  const heard: string[] = [];
  other.subscribe("vestibule.arena.who", {
    callback: (_, { subject }) => void heard.push(subject),
  });
  await other.flush();
  const { realms } = await main.who.ask();
  assert.deepEqual(realms.map(({ kind }) => kind), ["away", "away"]);
  assert.deepEqual(heard, ["vestibule.arena.who"]);
});

natsTest("RealmWho takes no answer that does not fit", async ({ url }) => {
  await using main = await processOf(url, "main", { players: [], count: 0 });
  await using other = await connected(url);
  const answers: Record<string, string> = {
    arena: JSON.stringify({ kind: "presence", presence: { players: [{ name: 7 }], count: 1 } }),
    isle: "x".repeat(600_000),
  };
  for (const [realm, answer] of Object.entries(answers)) {
    other.subscribe(`vestibule.${realm}.who`, {
      callback: (_, message) => void message.respond(answer),
    });
  }
  await other.flush();
  const { realms } = await main.who.ask();
  assert.deepEqual(realms.map(({ kind }) => kind), ["away", "away"]);
});

natsTest(
  "RealmWho answers nothing but its question, and nobody when it is closed",
  async ({ url }) => {
    await using arena = await processOf(url, "arena", { players: [], count: 0 });
    await using main = await processOf(url, "main", { players: [], count: 0 });
    await assert.rejects(main.connection.request("vestibule.arena.who", "{}", { timeout: 200 }));
    assert.deepEqual(arena.asked, []);
    arena.who.close();
    await arena.connection.flush();
    const { realms } = await main.who.ask();
    assert.deepEqual(realms.map(({ kind }) => kind), ["away", "away"]);
    assert.deepEqual(arena.asked, []);
  },
);

natsTest("RealmWho neither answers nor asks where there is one realm", async ({ url }) => {
  await using main = await processOf(url, "main", { players: [], count: 0 }, []);
  assert.deepEqual(await main.who.ask(), { realms: [] });
  await assert.rejects(main.connection.request("vestibule.main.who", "", { timeout: 200 }));
});
