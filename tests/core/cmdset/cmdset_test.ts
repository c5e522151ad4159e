import assert from "node:assert/strict";
import { cmdSet, EMPTY_CMDSET } from "../../../src/core/cmdset/cmdset.ts";
import { command, named, systemCommand } from "./samples.ts";

Deno.test("7.1.1 cmdSet() gives the defaults", () => {
  const set = cmdSet({ key: "Body", commands: [command("look")] });
  assert.equal(set.key, "Body");
  assert.equal(set.priority, 0);
  assert.equal(set.mergeType, "union");
  assert.deepEqual(set.keyMergeTypes, {});
  assert.equal(set.duplicates, undefined);
  assert.equal(set.noExits, undefined);
  assert.equal(set.noObjects, undefined);
  assert.equal(set.offeredTo, undefined);
});

Deno.test("7.1.2 cmdSet() lets a later command replace one of the same key", () => {
  const [first, second] = [command("look"), command("LOOK")];
  const set = cmdSet({ key: "Body", commands: [first, second] });
  assert.deepEqual([...set], [second]);
});

Deno.test("7.1.2 cmdSet() lets a later command replace one that shares only an alias", () => {
  const [look, list] = [command("look", "l"), command("list", "L")];
  const set = cmdSet({ key: "Body", commands: [look, list] });
  assert.deepEqual(set.names(), ["list", "l"]);
});

Deno.test("7.1.2 cmdSet() keeps commands of one name when duplicates are wanted, the newest first", () => {
  const [red, blue] = [command("ball"), command("ball")];
  const set = cmdSet({ key: "Balls", duplicates: true, commands: [red, blue, red] });
  assert.deepEqual(set.find("ball").map((entry) => entry.command), [red, blue]);
});

Deno.test("7.1.2 cmdSet() takes the commands of another cmdset, and nothing else of it", () => {
  const dark = named("Dark", ["look", "feel"], { mergeType: "remove", priority: 9 });
  const own = command("feel");
  const set = cmdSet({ key: "Body", commands: [...dark, own] });
  assert.deepEqual([set.mergeType, set.priority], ["union", 0]);
  assert.deepEqual(set.names(), ["look", "feel"]);
  assert.equal(set.get("feel"), own);
  assert.notEqual(dark.get("feel"), own);
});

Deno.test("7.1.3 cmdSet() keeps one system command a moment, even with duplicates", () => {
  const [first, second] = [systemCommand("noMatch"), systemCommand("noMatch")];
  const set = cmdSet({ key: "Body", duplicates: true, commands: [first, second] });
  assert.deepEqual([...set], [second]);
});

Deno.test("7.1.4 CmdSet.get() finds by key and alias whatever the case", () => {
  const look = command("Look", "L");
  const set = cmdSet({ key: "Body", commands: [look] });
  assert.equal(set.get("lOOk"), look);
  assert.equal(set.get("l"), look);
  assert.equal(set.get("lo"), undefined);
  assert.equal(set.has("LOOK"), true);
  assert.equal(set.has("toString"), false);
});

Deno.test("7.1.4 CmdSet counts and lists its commands, so that another can be made without some", () => {
  const set = named("Body", ["look", "get", "drop"]);
  const left = [...set].filter((one) => one !== set.get("get"));
  const without = cmdSet({ key: "Handless", commands: left });
  assert.deepEqual([set.count, without.count], [3, 2]);
  assert.deepEqual([set.has("get"), without.has("get")], [true, false]);
});

Deno.test("7.1.5 CmdSet.names() lists keys and aliases once, in the order written", () => {
  const set = cmdSet({ key: "Body", commands: [command("look", "l", "LOOK"), command("get")] });
  assert.deepEqual(set.names(), ["look", "l", "get"]);
});

Deno.test("7.1.3 CmdSet keeps system commands apart from what can be typed", () => {
  const noMatch = systemCommand("noMatch");
  const set = cmdSet({ key: "Body", commands: [noMatch, command("look")] });
  assert.deepEqual(set.names(), ["look"]);
  assert.equal(set.has("__noMatch"), false);
  assert.equal(set.system("noMatch"), noMatch);
  assert.equal(set.system("noInput"), undefined);
  assert.equal(set.count, 2);
});

Deno.test("CmdSet.asLayer() tells where its commands come from, and leaves the cmdset alone", () => {
  const ball = {};
  const set = named("Ball", ["kick"]);
  const layer = set.asLayer("ball (#12)", ball);
  assert.equal(layer.find("kick")[0]?.source, "ball (#12)");
  assert.equal(layer.find("kick")[0]?.owner, ball);
  assert.equal(set.find("kick")[0]?.source, "Ball");
  assert.equal(layer.key, "Ball");
});

Deno.test("7.3.1 EMPTY_CMDSET offers nothing at priority -101", () => {
  assert.deepEqual([EMPTY_CMDSET.count, EMPTY_CMDSET.priority], [0, -101]);
});

Deno.test("cmdSet() refuses names that nobody can type", () => {
  const bad = ["", " look", "look ", "lo\nok", "lo\x1bok", "x".repeat(61)];
  for (const name of bad) {
    assert.throws(() => cmdSet({ key: "Body", commands: [command(name)] }), TypeError);
    assert.throws(() => cmdSet({ key: "Body", commands: [command("ok", name)] }), TypeError);
    assert.throws(() => cmdSet({ key: name, commands: [] }), TypeError);
  }
  assert.equal(named("Body", ["x".repeat(60)]).count, 1);
});

Deno.test("cmdSet() says what a name must be and what it is", () => {
  assert.throws(() => cmdSet({ key: "Body", commands: [command("look", "l ")] }), {
    message: 'Cannot use alias of command "look" as it must not begin or end with a space: ' +
      'current value is "l "',
  });
});

Deno.test("cmdSet() refuses a priority that is no number", () => {
  assert.throws(() => cmdSet({ key: "Body", priority: NaN, commands: [] }), TypeError);
});
