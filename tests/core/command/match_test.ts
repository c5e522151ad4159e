import assert from "node:assert/strict";
import fc from "fast-check";
import { type CmdSet, cmdSet } from "../../../src/core/cmdset/cmdset.ts";
import { mergeCmdSets } from "../../../src/core/cmdset/merge.ts";
import type { CommandShape } from "../../../src/core/command/command.ts";
import { matchCommand, type MatchOptions } from "../../../src/core/command/match.ts";
import { arbitrarySet, command, named, systemCommand } from "../cmdset/samples.ts";

const OPTIONS: MatchOptions<CommandShape> = { ignoredPrefixes: "@&/+" };

function match(set: CmdSet<CommandShape>, line: string, options = OPTIONS) {
  return matchCommand(set, line, options);
}

/** What a line asks for, as `name|args`; `none` and `many` stand for themselves. */
function asked(set: CmdSet<CommandShape>, line: string, options = OPTIONS): string {
  const outcome = match(set, line, options);
  return outcome.kind === "one" ? `${outcome.name}|${outcome.args}` : outcome.kind;
}

function setOf(...commands: CommandShape[]): CmdSet<CommandShape> {
  return cmdSet({ key: "Test", duplicates: true, commands });
}

Deno.test("8.2.1 matchCommand() finds a key or alias in any case, the space around left out", () => {
  const set = setOf(command("Look", "l"), command("get"));
  assert.equal(asked(set, "look"), "look|");
  assert.equal(asked(set, "  LOOK  "), "look|");
  assert.equal(asked(set, "L tree"), "l| tree");
  assert.equal(asked(set, "get"), "get|");
});

Deno.test("8.2.1 matchCommand() wants a space, a slash or the end after a name", () => {
  const set = setOf(command("look"));
  assert.equal(asked(set, "look/fast tree"), "look|/fast tree");
  assert.equal(asked(set, "look\ntree"), "look|\ntree");
  assert.equal(asked(set, "looking"), "none");
  assert.equal(asked(set, "look-tree"), "none");
  assert.equal(asked(set, "loo"), "none");
});

Deno.test("8.2.1 matchCommand() takes the longest name", () => {
  const set = setOf(command("look"), command("look at"), command("look at me"));
  assert.equal(asked(set, "look at tree"), "look at| tree");
  assert.equal(asked(set, "Look At Me"), "look at me|");
  assert.equal(asked(set, "look atlas"), "look| atlas");
});

Deno.test("8.2.1 matchCommand() lets args follow a prefix command at once", () => {
  const set = setOf({ ...command("'", ":"), prefix: true }, command(":-)"));
  assert.equal(asked(set, "'hello there"), "'|hello there");
  assert.equal(asked(set, ":waves"), ":|waves");
  assert.equal(asked(set, "' hi"), "'| hi");
  assert.equal(asked(set, ":-)"), ":-)|");
});

Deno.test("8.2.2 matchCommand() tells the name, what was typed, the rest, the line and the layer", () => {
  const look = command("look", "LA");
  const ball = {};
  const set = setOf(look).asLayer("ball (#12)", ball);
  assert.deepEqual(match(set, " La  tree "), {
    kind: "one",
    command: look,
    name: "la",
    typed: "La",
    args: "  tree",
    raw: " La  tree ",
    source: "ball (#12)",
    owner: ball,
  });
});

Deno.test("8.2.5 matchCommand() gives all of several, the newest first", () => {
  const [red, blue] = [command("ball"), command("ball")];
  const outcome = match(setOf(red, blue), "ball up");
  assert.equal(outcome.kind, "many");
  assert.deepEqual(outcome.kind === "many" && outcome.matches.map((one) => one.command), [
    blue,
    red,
  ]);
});

Deno.test("8.2.3, 8.2.5 matchCommand() chooses by number, before or after the name", () => {
  const [red, blue] = [command("big ball"), command("big ball")];
  const set = setOf(red, blue);
  const chosen = (line: string) => {
    const outcome = match(set, line);
    return outcome.kind === "one" ? [outcome.command, outcome.args] : outcome.kind;
  };
  assert.deepEqual(chosen("big ball-1"), [blue, ""]);
  assert.deepEqual(chosen("BIG ball-2 up"), [red, " up"]);
  assert.deepEqual(chosen("2-big ball/hard up"), [red, "/hard up"]);
  assert.deepEqual(chosen("1-big ball"), [blue, ""]);
});

Deno.test("8.2.5 matchCommand() finds nothing for a number out of range", () => {
  const set = setOf(command("ball"), command("ball"));
  for (const line of ["ball-0", "ball-3", "3-ball", "0-ball", "ball-9999"]) {
    assert.equal(asked(set, line), "none");
  }
});

Deno.test("8.2.3 matchCommand() numbers a hyphenated name, and prefers a name that ends in one", () => {
  const set = setOf(command("x-ray"), command("x-ray"), command("mark-2"), command("mark"));
  assert.equal(asked(set, "x-ray"), "many");
  assert.equal(asked(set, "x-ray-2 now"), "x-ray| now");
  assert.equal(asked(set, "mark-2"), "mark-2|");
  assert.equal(asked(set, "mark-1"), "mark|");
  assert.equal(asked(set, "mark-2-1"), "mark-2|");
  const long = setOf(command("mark"), command("mark-1 x"), command("mark-1 x"));
  assert.equal(asked(long, "mark-1 x-2"), "mark-1 x|");
});

Deno.test("8.2.1 matchCommand() finds a command only when what follows fits its argRegex", () => {
  const set = setOf(
    { ...command("roll"), argRegex: /^ \d+$/g },
    { ...command("#"), prefix: true, argRegex: /^\d/ },
  );
  for (const line of ["roll 20", "ROLL 7"]) assert.match(asked(set, line), /^roll\|/);
  for (const line of ["roll", "roll up", "roll20", "#x"]) assert.equal(asked(set, line), "none");
  assert.equal(asked(set, "#12 now"), "#|12 now");
});

Deno.test("8.2.5 matchCommand() takes the longest name before one written in the case typed", () => {
  const set = setOf(command("look"), command("look at"));
  assert.equal(asked(set, "look At me"), "look at| me");
});

Deno.test("8.2.5 matchCommand() prefers what is written in the case typed", () => {
  const [upper, lower] = [command("Door"), command("door")];
  const set = setOf(upper, lower);
  const found = (line: string) => {
    const outcome = match(set, line);
    return outcome.kind === "one" ? outcome.command : outcome.kind;
  };
  assert.equal(found("Door"), upper);
  assert.equal(found("door"), lower);
  assert.equal(found("DOOR"), "many");
});

Deno.test("8.2.3 matchCommand() leaves ignored characters out when nothing else fits", () => {
  const set = setOf(command("look"), command("@who"), command("+channel list"));
  assert.equal(asked(set, "@look tree"), "look| tree");
  assert.equal(asked(set, "who"), "@who|");
  assert.equal(asked(set, "+who"), "@who|");
  assert.equal(asked(set, "@who"), "@who|");
  assert.equal(asked(set, "channel list all"), "+channel list| all");
  assert.equal(asked(set, "who", { ignoredPrefixes: "" }), "none");
  for (const line of ["@", "@@", "+ ", ""]) assert.equal(asked(set, line), "none");
});

Deno.test("matchCommand() tells several apart that differ in ignored characters only", () => {
  const set = setOf(command("@who"), command("+who"));
  assert.equal(asked(set, "who"), "many");
  assert.equal(asked(set, "+who"), "+who|");
});

Deno.test("8.2.4, 8.2.6 matchCommand() passes over a locked command as if it were not there", () => {
  const set = setOf(command("look"), command("look at"), command("ball"), command("ball"));
  const locked = (...commands: (CommandShape | undefined)[]) => ({
    ...OPTIONS,
    allowed: (command: CommandShape) => !commands.includes(command),
  });
  assert.equal(asked(set, "look at me", locked(set.get("look at"))), "look| at me");
  assert.equal(asked(set, "look", locked(set.get("look"))), "none");
  assert.equal(asked(set, "@look", locked(set.get("look"))), "none");
  assert.equal(asked(set, "ball", locked(set.get("ball"))), "ball|");
  assert.equal(asked(set, "ball-2", locked(set.get("ball"))), "none");
});

Deno.test("7.4.11 matchCommand() finds an exit only when nothing follows its name", () => {
  const set = setOf({ ...command("north", "n"), isExit: true });
  assert.equal(asked(set, "N "), "n|");
  assert.equal(asked(set, "north wind"), "none");
});

Deno.test("16.2.3 matchCommand() never finds a system command", () => {
  const set = setOf(systemCommand("noMatch"));
  assert.equal(asked(set, "__noMatch"), "none");
});

Deno.test("matchCommand() does not find a name that a merge took away", () => {
  const body = cmdSet({ key: "Body", commands: [command("look", "l")] });
  const shop = cmdSet({ key: "Shop", commands: [command("list", "l")] });
  const set = mergeCmdSets(body, shop);
  const outcome = match(set, "l");
  assert.equal(outcome.kind === "one" && outcome.command, shop.get("list"));
  assert.equal(asked(set, "look"), "look|");
});

Deno.test("matchCommand() cuts a line where its name ends, whatever its lower case is", () => {
  const set = setOf(command("İ"), command("ÄRGER"));
  assert.equal(asked(set, "İ x"), "İ| x");
  assert.equal(asked(set, "ärger x"), "ärger| x");
});

const ANY_CASE = fc.func(fc.boolean());
const ARGS = fc.constantFrom("", " ", " me", " at", " at 2-ball", "/x y", "\nz");

Deno.test("8.2.1 matchCommand() finds any name in any case with any args, unless a longer one fits", () => {
  fc.assert(fc.property(arbitrarySet(), fc.nat(), ANY_CASE, ARGS, (set, pick, isUpper, args) => {
    const names = set.names();
    const name = names[pick % Math.max(names.length, 1)];
    fc.pre(name !== undefined);
    const typed = [...name ?? ""].map((c, at) => isUpper(at) ? c.toUpperCase() : c).join("");
    const outcome = match(set, typed + args);
    assert.ok(outcome.kind === "one");
    const isLonger = outcome.name.length > typed.length;
    assert.ok(isLonger || outcome.command === set.get(typed));
    assert.equal(outcome.typed + outcome.args, (typed + args).trim());
  }));
});

Deno.test("matchCommand() takes any line without throwing, and cuts it in two", () => {
  const names = fc.array(fc.string({ unit: "binary", minLength: 1, maxLength: 8 }));
  const legal = (name: string) => name.trim() === name && !/\p{Cc}/u.test(name);
  const line = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));
  fc.assert(fc.property(names, line, fc.string(), (all, text, ignoredPrefixes) => {
    const set = named("Any", all.filter(legal), { duplicates: true });
    for (const typed of [text, ...set.names(), ...set.names().map((name) => `${name} ${text}`)]) {
      const outcome = match(set, typed, { ignoredPrefixes });
      if (outcome.kind === "one") assert.ok(typed.includes(outcome.typed));
      if (outcome.kind === "one") assert.ok(typed.trimEnd().endsWith(outcome.args));
    }
  }));
});

Deno.test("matchCommand() looks up names at the ends of words only, however large the cmdset", () => {
  const many = Array.from({ length: 2000 }, (_, at) => `word ${at}`);
  let checked = 0;
  const options = { ...OPTIONS, allowed: () => ++checked > 0 };
  assert.equal(asked(named("Many", many), "word 1999 x", options), "word 1999| x");
  assert.equal(checked, 1);
});
