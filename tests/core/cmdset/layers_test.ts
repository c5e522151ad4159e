import assert from "node:assert/strict";
import fc from "fast-check";
import { EMPTY_CMDSET } from "../../../src/core/cmdset/cmdset.ts";
import { type Layer, mergeLayers } from "../../../src/core/cmdset/layers.ts";
import { mergeCmdSets } from "../../../src/core/cmdset/merge.ts";
import type { CommandShape } from "../../../src/core/command/command.ts";
import { arbitrarySet, named, sorted } from "./samples.ts";

function layer(set: Layer<CommandShape>["set"], place: Layer<CommandShape>["place"] = "own") {
  return { source: set.key, set, place };
}

Deno.test("mergeLayers() of nothing is the empty cmdset", () => {
  assert.equal(mergeLayers([]), EMPTY_CMDSET);
});

Deno.test("7.4.6 mergeLayers() drops the placeholder of those who have no cmdset", () => {
  const body = named("Body", ["look"]);
  const only = named("Only", ["look"], { mergeType: "intersect", priority: -200 });
  assert.deepEqual(mergeLayers([layer(EMPTY_CMDSET), layer(body)]).names(), ["look"]);
  assert.deepEqual(mergeLayers([layer(only), layer(EMPTY_CMDSET)]).names(), ["look"]);
});

Deno.test("7.4.7 mergeLayers() merges from the lowest priority up, whatever the order given", () => {
  const low = named("Low", ["look", "get"], { priority: -10 });
  const middle = named("Middle", ["get"], { mergeType: "remove" });
  const high = named("High", ["look"], { priority: 10 });
  for (const order of [[low, middle, high], [high, middle, low], [middle, low, high]]) {
    const merged = mergeLayers(order.map((set) => layer(set)));
    assert.deepEqual(merged.names(), ["look"]);
    assert.equal(merged.get("look"), high.get("look"));
  }
});

Deno.test("7.4.7 mergeLayers() lets the newer win a tie, in the order of the list", () => {
  const [session, account] = [named("Session", ["look"]), named("Account", ["look"])];
  const merged = mergeLayers([layer(session), layer(account)]);
  assert.equal(merged.get("look"), account.get("look"));
});

Deno.test("7.4.7 mergeLayers() merges a group before what lies below it", () => {
  const low = named("Low", ["look", "get"], { priority: -1 });
  const only = named("Only", ["look"], { mergeType: "intersect" });
  const more = named("More", ["sing"], { mergeType: "union" });
  const merged = mergeLayers([layer(low), layer(more), layer(only)]);
  assert.deepEqual(merged.names(), []);
});

Deno.test("mergeLayers() names the layer of each command and what it hid", () => {
  const body = named("Body", ["look"]);
  const merged = mergeLayers([
    { source: "account: Body", set: body },
    { source: "puppet: Ghost", set: named("Ghost", ["look"]) },
  ]);
  assert.equal(merged.find("look")[0]?.source, "puppet: Ghost");
  assert.deepEqual(merged.hidden, [{
    command: body.get("look"),
    source: "account: Body",
    names: ["look"],
    by: "puppet: Ghost",
  }]);
});

Deno.test("7.4.5 mergeLayers() leaves out what lies around when the caller's own merge says so", () => {
  const ball = layer(named("Ball", ["kick"]), "object");
  const exit = layer(named("Exit", ["north"], { priority: 101 }), "exit");
  const menu = (flags: object) => layer(named("Menu", ["1"], { priority: 1, ...flags }));
  const body = layer(named("Body", ["look"]));
  const names = (flags: object) => sorted(mergeLayers([menu(flags), body, ball, exit]).names());
  assert.deepEqual(names({}), ["1", "kick", "look", "north"]);
  assert.deepEqual(names({ noExits: true }), ["1", "kick", "look"]);
  assert.deepEqual(names({ noObjects: true }), ["1", "look"]);
});

Deno.test("7.2.6 mergeLayers() lets a deciding layer take a flag back", () => {
  const menu = layer(named("Menu", [], { noExits: true }));
  const body = layer(named("Body", [], { noExits: false, priority: 1 }));
  const exit = layer(named("Exit", ["north"]), "exit");
  assert.deepEqual(mergeLayers([menu, body, exit]).names(), ["north"]);
});

Deno.test("7.4.4 mergeLayers() keeps duplicates of things around unless they say otherwise", () => {
  const ball = (key: string, options = {}) => layer(named(key, ["kick"], options), "object");
  const count = (options: object) =>
    mergeLayers([ball("Red"), ball("Blue", options)]).find("kick").length;
  assert.equal(count({}), 2);
  assert.equal(count({ duplicates: false }), 1);
});

Deno.test("mergeLayers() keeps one shared command once for each owner", () => {
  const set = named("Ball", ["kick"]);
  const [red, blue] = [{ id: 1 }, { id: 2 }];
  const of = (owner: object) => ({ source: "ball", set, owner, place: "object" as const });
  const merged = mergeLayers([of(red), of(blue), of(blue)]);
  assert.deepEqual(merged.find("kick").map(({ owner }) => owner), [blue, red]);
});

Deno.test("mergeLayers() of two own layers offers what mergeCmdSets() offers", () => {
  fc.assert(fc.property(arbitrarySet(), arbitrarySet(), (a, b) => {
    const merged = mergeLayers([layer(a), layer(b)]);
    assert.deepEqual(sorted(merged.names()), sorted(mergeCmdSets(a, b).names()));
  }));
});
