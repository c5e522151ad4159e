import assert from "node:assert/strict";
import fc from "fast-check";
import { type MuxArgs, muxArgs } from "../../../src/core/command/mux_args.ts";
import type { StandardSchema } from "../../../src/core/standard_schema.ts";

const NAMES = ["list", "delete", "delay", "quiet"] as const;
const SCHEMA = muxArgs({ switches: NAMES });

/** Parses, or returns the problems. */
function parsed<Value>(schema: StandardSchema<Value>, text: string | undefined): Value | string[] {
  const outcome = schema["~standard"].validate(text);
  assert.ok(!(outcome instanceof Promise));
  if (outcome.issues === undefined) return outcome.value;
  return outcome.issues.map(({ message }) => message);
}

function fits(text: string | undefined): MuxArgs {
  const found = parsed(SCHEMA, text);
  assert.ok(!Array.isArray(found), `refused: ${found}`);
  return found;
}

Deno.test("8.3.11 muxArgs() parts switches, both sides and their lists", () => {
  assert.deepEqual(fits("/list/quiet red ball, , box = anna,bert = carl"), {
    switches: ["list", "quiet"],
    args: "red ball, , box = anna,bert = carl",
    argList: ["red", "ball,", ",", "box", "=", "anna,bert", "=", "carl"],
    lhs: "red ball, , box",
    rhs: "anna,bert = carl",
    lhsList: ["red ball", "box"],
    rhsList: ["anna", "bert = carl"],
  });
});

Deno.test("8.3.11 muxArgs() takes nothing typed, and tells an empty right side from none", () => {
  const nothing = { args: "", argList: [], lhs: "", rhs: null, lhsList: [], rhsList: [] };
  for (const text of [undefined, ""]) assert.deepEqual(fits(text), { switches: [], ...nothing });
  assert.equal(fits("ball =").rhs, "");
  assert.equal(fits("= ball").lhs, "");
});

Deno.test("8.3.11 muxArgs() takes the beginning of a switch, whatever its case, each once", () => {
  assert.deepEqual(fits("/L/list/Q").switches, ["list", "quiet"]);
  const exact = muxArgs({ switches: ["all", "allow"] });
  assert.deepEqual(parsed(exact, "/all"), { ...fits(""), switches: ["all"] });
});

Deno.test("8.3.11 muxArgs() tells of unknown and ambiguous switches, all at once", () => {
  assert.deepEqual(parsed(SCHEMA, "/de/nope x"), [
    "The switch /de may mean /delete, /delay.",
    "There is no switch /nope: there is /list, /delete, /delay, /quiet.",
  ]);
  assert.deepEqual(parsed(muxArgs(), "/x"), ["There is no switch /x: this command has none."]);
});

Deno.test("muxArgs() takes a switch only at the beginning, and a lone slash as text", () => {
  assert.equal(fits("ball /list").args, "ball /list");
  assert.deepEqual(fits("ball /list").switches, []);
  assert.deepEqual(fits("/ ball"), { ...fits("/ ball"), switches: [], args: "/ ball" });
});

Deno.test("8.3.11 muxArgs() splits at the sign that it is given, of several at the preferred one", () => {
  const sidesOf = (split: string | string[], text: string) => {
    const given = parsed(muxArgs({ split }), text);
    assert.ok(!Array.isArray(given));
    return [given.lhs, given.rhs];
  };
  assert.deepEqual(sidesOf(" to ", "ball to anna"), ["ball", "anna"]);
  assert.deepEqual(sidesOf(["=", " to "], "ball to anna"), ["ball", "anna"]);
  assert.deepEqual(sidesOf(["=", " to "], "key to door = anna"), ["key to door", "anna"]);
  assert.deepEqual(sidesOf([], "ball = anna"), ["ball = anna", null]);
});

Deno.test("muxArgs() refuses switches that nobody could type, and an empty sign", () => {
  assert.throws(() => muxArgs({ switches: ["a b"] }), TypeError);
  assert.throws(() => muxArgs({ switches: ["List"] }), TypeError);
  assert.throws(() => muxArgs({ split: "" }), TypeError);
  assert.throws(() => muxArgs({ split: ["=", ""] }), TypeError);
});

Deno.test("muxArgs() shows little of a long unknown switch, and refuses very many", () => {
  const [problem = ""] = parsed(SCHEMA, `/${"x".repeat(5000)}`) as string[]; // no switch fits it
  assert.ok(problem.length < 120);
  assert.deepEqual(parsed(SCHEMA, "/list".repeat(30)), ["Those are too many switches."]);
});

Deno.test("muxArgs() gives back any switches and sides that were put together", () => {
  const side = fc.stringMatching(/^[a-z ]{0,12}$/).map((text) => text.trim());
  fc.assert(fc.property(fc.uniqueArray(fc.constantFrom(...NAMES)), side, side, (names, l, r) => {
    const head = names.map((name) => `/${name}`).join("");
    const found = fits(`${head} ${l} = ${r}`);
    assert.deepEqual([found.switches, found.lhs, found.rhs], [names, l, r]);
  }));
});

Deno.test("muxArgs() never throws, and never gives a switch that it does not know", () => {
  const text = fc.string({ unit: fc.constantFrom(..."/=, \tldeqx\u00e9") });
  fc.assert(fc.property(text, (typed) => {
    const found = parsed(SCHEMA, typed);
    if (Array.isArray(found)) return assert.ok(found.length > 0);
    assert.ok(found.switches.every((name) => NAMES.includes(name)));
    assert.ok(typed.endsWith(found.args) || typed.trimEnd().endsWith(found.args));
  }));
});
