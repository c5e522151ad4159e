import assert from "node:assert/strict";
import { cmdSet } from "../../../src/core/cmdset/cmdset.ts";
import { decidingMergeType, mergeCmdSets } from "../../../src/core/cmdset/merge.ts";
import { command, named, systemCommand } from "./samples.ts";

Deno.test("7.2.1 mergeCmdSets() lets the higher priority decide, on either side", () => {
  const low = named("Low", ["look", "get"]);
  const high = named("High", ["look"], { priority: 1 });
  assert.equal(mergeCmdSets(low, high).get("look"), high.get("look"));
  assert.equal(mergeCmdSets(high, low).get("look"), high.get("look"));
});

Deno.test("7.2.1 mergeCmdSets() lets the upper decide a tie", () => {
  const [a, b] = [named("A", ["look"]), named("B", ["look"])];
  assert.equal(mergeCmdSets(a, b).get("look"), b.get("look"));
  assert.equal(mergeCmdSets(b, a).get("look"), a.get("look"));
});

Deno.test("7.2.2 decidingMergeType() prefers the type for the other's key", () => {
  const dark = named("Dark", [], { mergeType: "remove", keyMergeTypes: { Ghost: "union" } });
  assert.equal(decidingMergeType(dark, named("Ghost", [])), "union");
  assert.equal(decidingMergeType(dark, named("Body", [])), "remove");
  assert.equal(decidingMergeType(dark, named("constructor", [])), "remove");
});

Deno.test("7.2.2 mergeCmdSets() follows the type for the other's key", () => {
  const options = { mergeType: "replace", keyMergeTypes: { Ghost: "union" } } as const;
  const dark = named("Dark", ["feel"], options);
  assert.deepEqual(mergeCmdSets(named("Ghost", ["moan"]), dark).names(), ["feel", "moan"]);
  assert.deepEqual(mergeCmdSets(named("Body", ["look"]), dark).names(), ["feel"]);
});

Deno.test("7.2.3 mergeCmdSets() unites, intersects, replaces and removes", () => {
  const body = named("Body", ["look", "get"]);
  const other = (mergeType: "union" | "intersect" | "replace" | "remove") =>
    mergeCmdSets(body, named("Other", ["look", "sing"], { mergeType }));
  assert.deepEqual(other("union").names(), ["look", "sing", "get"]);
  assert.deepEqual(other("intersect").names(), ["look"]);
  assert.deepEqual(other("replace").names(), ["look", "sing"]);
  assert.deepEqual(other("remove").names(), ["get"]);
  assert.equal(other("intersect").find("look")[0]?.source, "Other");
});

Deno.test("7.2.3, 7.2.8 mergeCmdSets() takes a whole command away by any of its names", () => {
  const body = cmdSet({ key: "Body", commands: [command("look", "l"), command("get")] });
  const dark = named("Dark", ["look"], { mergeType: "remove" });
  assert.deepEqual(mergeCmdSets(body, dark).names(), ["get"]);
});

Deno.test("7.2.8 mergeCmdSets() keeps a whole command that intersects by an alias", () => {
  const body = named("Body", ["l"]);
  const only = cmdSet({
    key: "Only",
    mergeType: "intersect",
    commands: [command("look", "l"), command("get")],
  });
  assert.deepEqual(mergeCmdSets(body, only).names(), ["look", "l"]);
});

Deno.test("7.2.8 mergeCmdSets() resolves names one by one: a loser answers to what is left", () => {
  const look = command("look", "l");
  const list = command("list", "l");
  const merged = mergeCmdSets(
    cmdSet({ key: "Body", commands: [look] }),
    cmdSet({ key: "Shop", commands: [list] }),
  );
  assert.equal(merged.get("l"), list);
  assert.equal(merged.get("look"), look);
  assert.equal(merged.find("l").length, 1);
  assert.deepEqual(merged.hidden, [{ command: look, source: "Body", names: ["l"], by: "Shop" }]);
});

Deno.test("7.2.4 mergeCmdSets() keeps the system commands of both whatever the type", () => {
  const [mine, theirs] = [systemCommand("noMatch"), systemCommand("noMatch")];
  const noInput = systemCommand("noInput");
  for (const mergeType of ["union", "intersect", "replace", "remove"] as const) {
    const merged = mergeCmdSets(
      cmdSet({ key: "Body", commands: [theirs, noInput] }),
      cmdSet({ key: "Menu", mergeType, commands: [mine] }),
    );
    assert.deepEqual([...merged], [mine, noInput]);
    assert.deepEqual(merged.hidden, [{ command: theirs, source: "Body", names: [], by: "Menu" }]);
  }
});

Deno.test("7.2.5 mergeCmdSets() keeps duplicates of equal priority, the upper's first", () => {
  const [red, blue] = [named("Red", ["kick"]), named("Blue", ["kick"], { duplicates: true })];
  const merged = mergeCmdSets(red, blue);
  assert.deepEqual(merged.find("kick").map(({ source }) => source), ["Blue", "Red"]);
  assert.equal(merged.duplicates, undefined);
  assert.deepEqual(merged.hidden, []);
});

Deno.test("7.2.5 mergeCmdSets() keeps duplicates of an intersection", () => {
  const red = named("Red", ["kick", "look"]);
  const blue = named("Blue", ["kick"], { duplicates: true, mergeType: "intersect" });
  const merged = mergeCmdSets(red, blue);
  assert.deepEqual(merged.find("kick").map(({ source }) => source), ["Blue", "Red"]);
  assert.deepEqual(merged.names(), ["kick"]);
});

Deno.test("7.2.5 mergeCmdSets() drops duplicates of unequal priority, or of a replacement", () => {
  const red = named("Red", ["kick"]);
  const higher = named("Blue", ["kick"], { duplicates: true, priority: 1 });
  const replacing = named("Blue", ["kick"], { duplicates: true, mergeType: "replace" });
  assert.equal(mergeCmdSets(red, higher).find("kick").length, 1);
  assert.equal(mergeCmdSets(red, replacing).find("kick").length, 1);
});

Deno.test("7.2.6 mergeCmdSets() takes the decider's flags unless it has none", () => {
  const low = named("Low", [], { noExits: true, noObjects: true });
  const high = named("High", [], { noExits: false, priority: 1 });
  const merged = mergeCmdSets(low, high);
  assert.deepEqual([merged.noExits, merged.noObjects], [false, true]);
});

Deno.test("7.2.7 mergeCmdSets() gives the decider's key, priority and types", () => {
  const low = named("Low", ["look"], { mergeType: "replace" });
  const high = named("High", [], { priority: 7, mergeType: "intersect" });
  const { key, priority, mergeType } = mergeCmdSets(high, low);
  assert.deepEqual([key, priority, mergeType], ["High", 7, "intersect"]);
});

Deno.test("mergeCmdSets() remembers what each merge hid, and by what", () => {
  const body = named("Body", ["look", "get"]);
  const dark = named("Dark", ["look"], { mergeType: "remove" });
  const menu = named("Menu", ["1"], { mergeType: "replace", priority: 1 });
  const merged = mergeCmdSets(mergeCmdSets(body, dark), menu);
  const hidden = merged.hidden.map(({ command, source, by }) => [command.key, source, by]);
  assert.deepEqual(hidden, [["look", "Body", "Dark"], ["get", "Body", "Menu"]]);
});
