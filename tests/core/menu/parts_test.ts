import assert from "node:assert/strict";
import fc from "fast-check";
import { defineMenu } from "../../../src/core/menu/define_menu.ts";
import {
  arrived,
  keptRecord,
  MAX_HISTORY,
  MAX_MENUS,
  type MenuRecord,
  popped,
  pushed,
  readRecord,
  topFrame,
  wentBack,
} from "../../../src/core/menu/menu_record.ts";
import { lineMatcher } from "../../../src/core/menu/match_line.ts";
import { pages } from "../../../src/core/menu/pages.ts";
import { readMenuLine } from "../../../src/core/menu/read_line.ts";
import { shownNode } from "../../../src/core/menu/shown_node.ts";
import { toJson } from "../../../src/core/menu/to_json.ts";
import { yesNo } from "../../../src/core/menu/yes_no.ts";
import type { Json } from "../../../src/core/model.ts";

const node = () => ({ text: "Here." });

Deno.test("defineMenu() refuses a menu without the node it begins on", () => {
  assert.throws(
    () => defineMenu({ start: "hall", nodes: { attic: node } }),
    /RangeError: Cannot define a menu.*"hall" is not; there are "attic"/,
  );
});

Deno.test("defineMenu() refuses a node whose name cannot be one", () => {
  assert.throws(() => defineMenu({ start: " a", nodes: { " a": node } }), TypeError);
});

Deno.test("14.1 defineMenu() refuses a merge type or a priority by which no line reaches it", () => {
  const make = (rules: object) => () => defineMenu({ start: "a", nodes: { a: node }, ...rules });
  for (const mergeType of ["remove", "intersect", "all"]) {
    assert.throws(make({ mergeType }), /RangeError: .*must be replace or union: it is/);
  }
  for (const priority of [0, -1, NaN, Infinity]) {
    assert.throws(make({ priority }), /RangeError: .*priority must be at least 1/);
  }
  assert.equal(make({ mergeType: "union", priority: 2 })().start, "a");
});

Deno.test("shownNode() numbers options without a key, past numbers that are taken", () => {
  const options = ["1", undefined, "x", undefined].map((key) => ({
    ...key === undefined ? {} : { key },
    desc: "",
    goto: null,
  }));
  const shown = shownNode({ text: "", options }, 1);
  assert.deepEqual(shown.options.map(({ key }) => key), ["1", "2", "x", "3"]);
});

Deno.test("shownNode() refuses an empty key and a time-out of no time", () => {
  const options = [{ key: " ", desc: "", goto: null }];
  assert.throws(() => shownNode({ text: "", options }, 1), TypeError);
  assert.throws(() => shownNode({ text: "", timeout: { ms: 0, goto: null } }, 1), RangeError);
  assert.throws(() => shownNode({ text: "", timeout: { ms: NaN, goto: null } }, 1), RangeError);
});

Deno.test("14.6 readMenuLine() reads options, built-in words and free input in this order", () => {
  const menu = defineMenu<unknown>({ start: "a", nodes: { a: node } });
  const options = [{ key: "Look", aliases: ["peek"], desc: "", goto: "looked" }];
  const shown = shownNode({ text: "", options, input: "typed", empty: "nothing" }, 1);
  const read = (line: string) => readMenuLine(line, shown, menu);
  assert.deepEqual(read(" LOOK "), { kind: "goto", goto: "looked" });
  assert.deepEqual(read("peek"), { kind: "goto", goto: "looked" });
  assert.deepEqual(read("l"), { kind: "look" });
  assert.deepEqual(read("Q"), { kind: "quit" });
  assert.deepEqual(read("anything"), { kind: "goto", goto: "typed" });
  assert.deepEqual(read("  "), { kind: "goto", goto: "nothing" });
});

Deno.test("14.12 lineMatcher() takes a form's signs as they are, but for * and ?", () => {
  const isOf = (form: string | RegExp, line: string) => lineMatcher(form)(line);
  assert.ok(isOf("give * to *", "GIVE coin to Bert"));
  assert.ok(!isOf("give * to *", "please give coin to Bert"));
  assert.ok(isOf("go ?", "go 🚪"));
  assert.ok(!isOf("go ?", "go "));
  assert.ok(!isOf("go ?", "go in"));
  const signs = "^$.+()[]{}|\\\\/-";
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...signs, "x") }), (text) => {
    assert.ok(isOf(text, text.trim()));
    assert.ok(!isOf(`${text}x`, `${text}y`));
  }));
});

Deno.test("14.12 lineMatcher() looks anew each time, whatever an expression's flags are", () => {
  const isDigit = lineMatcher(/\d/g);
  assert.deepEqual(["a1", "1", "b", "1"].map(isDigit), [true, true, false, true]);
});

Deno.test("14.12 yesNo() makes a node of two options", async () => {
  const maker = yesNo<number>(({ state }) => `Spend ${state}?`, { yes: "a", no: "b" });
  // The node looks at nothing but the state.
  const view = await maker({ state: 3 } as Parameters<typeof maker>[0]);
  assert.equal(view.text, "Spend 3?");
  assert.deepEqual(view.options?.map(({ key, goto }) => [key, goto]), [["yes", "a"], ["no", "b"]]);
  assert.equal("empty" in view, false);
});

Deno.test("14.12 pages() shows every item once, whatever the size", () => {
  fc.assert(fc.property(
    fc.array(fc.integer(), { maxLength: 50 }),
    fc.integer({ min: 1, max: 12 }),
    (items, size) => {
      const seen: number[] = [];
      const first = pages(items, 1, { size, goto: String });
      for (let page = 1; page <= first.count; page++) {
        seen.push(...pages(items, page, { size, goto: String }).items);
      }
      assert.deepEqual(seen, items);
    },
  ));
});

Deno.test("14.12 pages() puts ten items on a page unless told", () => {
  const all = Array.from({ length: 21 }, (_, index) => index);
  const { items, count } = pages(all, 2, { goto: String });
  assert.deepEqual(items, [10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  assert.equal(count, 3);
});

Deno.test("pages() takes the nearest page there is", () => {
  const at = (page: number) => pages([1, 2, 3], page, { size: 2, goto: String }).page;
  assert.deepEqual([0, -4, NaN, 1.5, 2, 99].map(at), [1, 1, 1, 1, 2, 2]);
  assert.throws(() => pages([], 1, { size: 0, goto: String }), RangeError);
});

Deno.test("toJson() copies every JSON value", () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
    const text = JSON.stringify(value);
    assert.equal(JSON.stringify(toJson(value, "it")), text);
  }));
});

Deno.test("toJson() refuses what JSON would lose, and says where it is", () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  assert.throws(() => toJson({ a: [1, new Map()] }, "it"), /Cannot keep it\.a\[1\].*a Map/);
  assert.throws(() => toJson({ a: undefined, b: 1n }, "it"), /Cannot keep it\.b.*bigint/);
  assert.throws(() => toJson(circle, "it"), /nested more than 32 deep/);
  assert.throws(() => toJson(Infinity, "it"), /Infinity/);
});

function recordOf(...names: string[]): MenuRecord {
  const [first = "a/a", ...others] = names;
  const frame = (menu: string) => ({ menu, node: "start", state: {}, history: [] });
  return others.reduce(
    (record, menu) => pushed(record, frame(menu), 1),
    pushed(undefined, frame(first), 1),
  );
}

Deno.test("wentBack() undoes arrived(), over twenty nodes at most", () => {
  fc.assert(fc.property(fc.array(fc.constantFrom("x", "y", "z"), { maxLength: 60 }), (path) => {
    let record = recordOf("a/a");
    const visited = ["start"];
    for (const node of path) {
      record = arrived(record, { node, state: {}, sessid: 1 });
      if (node !== visited.at(-1)) visited.push(node);
    }
    const seen = [topFrame(record).node];
    for (let back = wentBack(record, 1); back !== undefined; back = wentBack(back, 1)) {
      seen.push(topFrame(back).node);
    }
    assert.deepEqual(seen.reverse(), visited.slice(-MAX_HISTORY - 1));
  }));
});

Deno.test("popped() gives back the menu below, and nothing below the last", () => {
  const record = recordOf("a/a", "b/b");
  const left = popped(record);
  assert.equal(left && topFrame(left).menu, "a/a");
  assert.equal(left && popped(left), undefined);
  assert.ok((left?.step ?? 0) > record.step);
});

Deno.test("readRecord() reads what keptRecord() made, and nothing else", () => {
  const record = recordOf(...Array.from({ length: MAX_MENUS }, (_, index) => `menu/${index}`));
  const kept: Json = JSON.parse(JSON.stringify(keptRecord(record)));
  assert.deepEqual(readRecord(kept), record);
  for (
    const other of [undefined, null, 3, {}, { frames: [], step: 1, sessid: 1 }, { frames: [1] }]
  ) {
    assert.equal(readRecord(other), undefined);
  }
});
