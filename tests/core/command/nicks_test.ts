import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type NickHolder,
  nicksOf,
  removeNick,
  replaceNick,
  setNick,
} from "../../../src/core/command/nicks.ts";
import type { Json } from "../../../src/core/model.ts";

/** An account as far as nicks go. */
function holder(nicks: Readonly<Record<string, string>> = {}): NickHolder {
  const kept = new Map<string, Json>();
  const made: NickHolder = {
    get: (name) => kept.get(name),
    set(name, value) {
      if (value === undefined) kept.delete(name);
      else kept.set(name, JSON.parse(JSON.stringify(value)));
    },
  };
  for (const [alias, replacement] of Object.entries(nicks)) {
    assert.equal(setNick(made, alias, replacement).kind, "kept");
  }
  return made;
}

function replaced(line: string, ...holders: readonly NickHolder[]): string {
  return replaceNick(line, holders, 6000).line;
}

Deno.test("8.1.1 replaceNick() replaces the first word and keeps the rest", () => {
  const anna = holder({ T: "say" });
  assert.equal(replaced("t hello  there", anna), "say hello  there");
  assert.equal(replaced("  T", anna), "say");
  assert.equal(replaced("tt hello", anna), "tt hello");
  assert.equal(replaced("say t", anna), "say t");
});

Deno.test("8.1.1 replaceNick() puts the words and all of them where they are asked for", () => {
  const anna = holder({ give: "put $2 in $1", all: "say $*!", both: "$1 $1 $* $9" });
  assert.equal(replaced("give box  ball now", anna), "put ball in box");
  assert.equal(replaced("all one  two", anna), "say one  two!");
  assert.equal(replaced("both x y", anna), "x x x y");
  assert.equal(replaced("all", anna), "say !");
});

Deno.test("8.1.1 replaceNick() asks the puppet before the account, and once", () => {
  const puppet = holder({ x: "y now" });
  const account = holder({ x: "z", y: "never" });
  assert.equal(replaced("x", puppet, account), "y now");
  assert.equal(replaced("y", puppet, account), "never");
});

Deno.test("replaceNick() takes what is typed as text, not as a pattern", () => {
  assert.equal(replaced("x $1 $& $*", holder({ x: "say $*" })), "say $1 $& $*");
});

Deno.test("replaceNick() cuts what becomes too long", () => {
  const anna = holder({ x: "$*".repeat(500) });
  assert.equal(replaceNick(`x ${"y".repeat(6000)}`, [anna], 100).line, "y".repeat(100));
  assert.equal(replaceNick("untouched line", [anna], 5).line, "untouched line");
});

Deno.test("setNick() keeps a hundred nicks, and one of the same alias in place of the old", () => {
  const anna = holder();
  for (let at = 0; at < 100; at++) assert.equal(setNick(anna, `n${at}`, "look").kind, "kept");
  assert.equal(setNick(anna, "one-more", "look").kind, "refused");
  assert.equal(setNick(anna, "N7", "say seven").kind, "kept");
  assert.equal(nicksOf(anna).length, 100);
  assert.equal(replaced("n7", anna), "say seven");
});

Deno.test("setNick() refuses what cannot be an alias or a replacement", () => {
  const anna = holder();
  for (const alias of ["", "two words", "x".repeat(61), "nick", "Nick", "nick/delete"]) {
    assert.equal(setNick(anna, alias, "look").kind, "refused", alias);
  }
  for (const replacement of ["", "  ", "x".repeat(1001)]) {
    assert.equal(setNick(anna, "x", replacement).kind, "refused");
  }
  assert.deepEqual(nicksOf(anna), []);
});

Deno.test("removeNick() takes one away, whatever its case, and tells whether it was there", () => {
  const anna = holder({ hi: "say hi", bye: "say bye" });
  assert.equal(removeNick(anna, "HI"), true);
  assert.equal(removeNick(anna, "hi"), false);
  assert.deepEqual(nicksOf(anna), [{ alias: "bye", replacement: "say bye" }]);
});

Deno.test("nicks of any alias are kept and found, those of Object.prototype too", () => {
  for (const alias of ["__proto__", "constructor", "hasOwnProperty"]) {
    const anna = holder();
    assert.equal(replaced(alias, anna), alias);
    assert.equal(removeNick(anna, alias), false);
    assert.equal(setNick(anna, alias, "look").kind, "kept");
    assert.equal(replaced(alias, anna), "look");
    assert.equal(removeNick(anna, alias), true);
  }
});

Deno.test("nicksOf() leaves out what game code put there that is no nick", () => {
  const anna = holder();
  anna.set("nicks", { good: "look", bad: 3 });
  assert.deepEqual(nicksOf(anna), [{ alias: "good", replacement: "look" }]);
  anna.set("nicks", ["look"]);
  assert.deepEqual(nicksOf(anna), []);
  assert.equal(replaced("0", anna), "0");
});

Deno.test("replaceNick() without holders, or of any other word, changes nothing", () => {
  fc.assert(fc.property(fc.string(), (line) => {
    assert.equal(replaced(line), line);
    const anna = holder({ onlythis: "look" });
    if (!/^\s*onlythis(?=\s|$)/i.test(line)) assert.equal(replaced(line, anna), line);
  }));
});

Deno.test("replaceNick() never makes a line longer than it may", () => {
  const replacement = fc.array(fc.constantFrom("$*", "$1", "$9", "say ", "x"), { minLength: 1 })
    .map((parts) => parts.join("")).filter((text) => text.trim() !== "" && text.length <= 1000);
  fc.assert(
    fc.property(replacement, fc.string(), fc.nat(200), (text, args, maxLength) => {
      const { line, nick } = replaceNick(`x ${args}`, [holder({ x: text })], maxLength);
      assert.ok(nick !== null);
      assert.ok(line.length <= maxLength);
    }),
  );
});
