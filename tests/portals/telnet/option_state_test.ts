import assert from "node:assert/strict";
import fc from "fast-check";
import { ManualClock } from "../../../src/core/clock.ts";
import { LoopGuard } from "../../../src/portals/telnet/loop_guard.ts";
import { OptionStates, type Side } from "../../../src/portals/telnet/option_state.ts";
import type { Verb } from "../../../src/portals/telnet/telnet_bytes.ts";

const KNOWN = 31;
const UNKNOWN = 99;
const VERBS: readonly Verb[] = ["will", "wont", "do", "dont"];

class Table {
  readonly sent: string[] = [];
  readonly decided: string[] = [];
  readonly clock = new ManualClock();
  mayAnswer = true;
  readonly states = new OptionStates({
    accepts: (_, option) => option === KNOWN,
    tell: (verb, option) => void this.sent.push(`${verb} ${option}`),
    mayAnswer: () => this.mayAnswer,
    changed: (side, _, isOn) => void this.decided.push(`${side} ${isOn ? "on" : "off"}`),
    clock: this.clock,
  });

  /** Takes and returns what was sent. */
  said(): string[] {
    return this.sent.splice(0);
  }
}

/** Brings the peer's side of the known option into a state of RFC 1143. */
const PATHS: Readonly<Record<string, (states: OptionStates) => void>> = {
  "NO": () => {},
  "YES": (s) => s.receive("will", KNOWN),
  "WANTNO": (s) => (s.receive("will", KNOWN), s.disable("him", KNOWN)),
  "WANTNO/OPPOSITE": (
    s,
  ) => (s.receive("will", KNOWN), s.disable("him", KNOWN), s.enable("him", KNOWN)),
  "WANTYES": (s) => s.enable("him", KNOWN),
  "WANTYES/OPPOSITE": (s) => (s.enable("him", KNOWN), s.disable("him", KNOWN)),
};

const ROWS: readonly (readonly [state: string, verb: Verb, sent: string[], isOn: boolean])[] = [
  ["NO", "will", ["do 31"], true],
  ["YES", "will", [], true],
  ["WANTNO", "will", [], false],
  ["WANTNO/OPPOSITE", "will", [], true],
  ["WANTYES", "will", [], true],
  ["WANTYES/OPPOSITE", "will", ["dont 31"], false],
  ["NO", "wont", [], false],
  ["YES", "wont", ["dont 31"], false],
  ["WANTNO", "wont", [], false],
  ["WANTNO/OPPOSITE", "wont", ["do 31"], false],
  ["WANTYES", "wont", [], false],
  ["WANTYES/OPPOSITE", "wont", [], false],
];

const MIRROR: Readonly<Record<string, string>> = {
  do: "will",
  dont: "wont",
  will: "do",
  wont: "dont",
};

for (const [state, verb, sent, isOn] of ROWS) {
  Deno.test(`OptionStates follows RFC 1143 when ${verb.toUpperCase()} comes in ${state}`, () => {
    const table = new Table();
    PATHS[state]?.(table.states);
    table.said();
    table.states.receive(verb, KNOWN);
    assert.deepEqual(table.said(), sent);
    assert.equal(table.states.isOn("him", KNOWN), isOn);
  });
}

Deno.test("OptionStates treats its own side as the mirror of the peer's", () => {
  const table = new Table();
  table.states.enable("us", KNOWN);
  assert.deepEqual(table.said(), ["will 31"]);
  table.states.receive("do", KNOWN);
  table.states.receive("do", KNOWN);
  assert.deepEqual(table.said(), []);
  assert.ok(table.states.isOn("us", KNOWN) && !table.states.isOn("him", KNOWN));
  table.states.receive("dont", KNOWN);
  assert.deepEqual(table.said(), ["wont 31"]);
});

Deno.test("OptionStates refuses an option once each way and never twice", () => {
  const table = new Table();
  for (let i = 0; i < 3; i++) {
    for (const verb of VERBS) table.states.receive(verb, UNKNOWN);
  }
  assert.deepEqual(table.said(), ["dont 99", "wont 99"]);
});

Deno.test("OptionStates takes silence for a refusal after 2 s", () => {
  const table = new Table();
  table.states.enable("him", KNOWN);
  table.clock.advance(1999);
  assert.deepEqual(table.decided, []);
  table.clock.advance(1);
  assert.deepEqual(table.decided, ["him off"]);
  table.said();
  table.states.enable("him", KNOWN);
  assert.deepEqual(table.said(), ["do 31"]);
  table.states.close();
  table.clock.advance(5000);
  assert.deepEqual(table.decided, ["him off"]);
});

Deno.test("OptionStates gives up the end of an option after 2 s of silence", () => {
  const table = new Table();
  table.states.receive("will", KNOWN);
  table.states.disable("him", KNOWN);
  table.clock.advance(2000);
  table.said();
  table.states.enable("him", KNOWN);
  assert.deepEqual(table.said(), ["do 31"]);
});

Deno.test("OptionStates obeys a refusal silently when it may not answer", () => {
  const table = new Table();
  table.states.receive("will", KNOWN);
  table.said();
  table.mayAnswer = false;
  table.states.receive("wont", KNOWN);
  table.states.receive("will", KNOWN);
  table.states.receive("will", UNKNOWN);
  assert.deepEqual(table.said(), []);
  assert.equal(table.states.isOn("him", KNOWN), false);
});

Deno.test("wire 7. storms: OptionStates answers a storm over all 256 options at most once each", () => {
  const table = new Table();
  for (const verb of ["will", "do", "will", "do"] as const) {
    for (let option = 0; option < 256; option++) table.states.receive(verb, option);
  }
  const answers = table.said();
  assert.equal(answers.length, 512);
  assert.equal(new Set(answers).size, 512);
});

const wishes = fc.array(
  fc.record({
    side: fc.constantFrom<Side>("us", "him"),
    isPeer: fc.boolean(),
    wish: fc.constantFrom<"enable" | "disable">("enable", "disable"),
    delivered: fc.nat(3),
  }),
  { maxLength: 30 },
);

Deno.test("OptionStates of two programs fall silent and agree, whatever each has wished", () => {
  fc.assert(fc.property(wishes, (steps) => {
    const here = new Table();
    const there = new Table();
    const deliver = (from: Table, to: Table) => {
      const [verb, option] = from.sent.shift()?.split(" ") ?? [];
      // What `send` wrote is a verb and a number.
      if (verb !== undefined) to.states.receive(verb as Verb, Number(option));
    };
    for (const { side, isPeer, wish, delivered } of steps) {
      (isPeer ? there : here).states[wish](side, KNOWN);
      for (let i = 0; i < delivered; i++) deliver(here, there), deliver(there, here);
    }
    for (let i = 0; i < 200; i++) deliver(here, there), deliver(there, here);
    assert.deepEqual([here.sent, there.sent], [[], []]);
    assert.equal(here.states.isOn("us", KNOWN), there.states.isOn("him", KNOWN));
    assert.equal(here.states.isOn("him", KNOWN), there.states.isOn("us", KNOWN));
  }));
});

Deno.test("wire 8. echo-back: OptionStates settles with a peer that sends every message back", () => {
  const table = new Table();
  table.states.enable("us", KNOWN);
  table.states.enable("him", KNOWN);
  assert.notEqual(table.sent.length, 0);
  for (let echoed = 0; echoed < 50; echoed++) {
    const [verb, option] = table.sent.shift()?.split(" ") ?? [];
    // What `send` wrote is a verb and a number.
    if (verb !== undefined) table.states.receive(verb as Verb, Number(option));
  }
  assert.deepEqual(table.sent, []);
});

Deno.test("OptionStates mirrors its verbs, so that each table row holds for both sides", () => {
  for (const [state, verb, sent, isOn] of ROWS) {
    if (state !== "NO" && state !== "YES") continue;
    const table = new Table();
    if (state === "YES") table.states.receive("do", KNOWN);
    table.said();
    table.states.receive(verb === "will" ? "do" : "dont", KNOWN);
    assert.deepEqual(table.said(), sent.map((said) => `${MIRROR[said.split(" ")[0] ?? ""]} 31`));
    assert.equal(table.states.isOn("us", KNOWN), isOn);
  }
});

Deno.test("LoopGuard allows so many answers a window and so many a session", () => {
  const clock = new ManualClock();
  const guard = new LoopGuard({ perSession: 5, perWindow: 2, windowMs: 10_000 }, clock);
  const ask = () => [guard.allows(), guard.allows(), guard.allows()];
  assert.deepEqual(ask(), [true, true, false]);
  clock.advance(10_000);
  assert.deepEqual(ask(), [true, true, false]);
  clock.advance(10_000);
  assert.deepEqual(ask(), [true, false, false]);
});
