import assert from "node:assert/strict";
import fc from "fast-check";
import { CmdSetStack } from "../../../src/core/cmdset/cmdset_stack.ts";
import type { CommandShape } from "../../../src/core/command/command.ts";
import { named } from "./samples.ts";

const of = (key: string) => ({ name: `test/${key}`, set: named(key, ["look"]) });
const [login, menu, dark] = [of("login"), of("menu"), of("dark")];

const known = new Map([login, menu, dark].map(({ name, set }) => [name, set]));
const find = (name: string) => known.get(name);

function stackOf(...above: ReturnType<typeof of>[]): CmdSetStack<CommandShape> {
  const stack = new CmdSetStack<CommandShape>();
  stack.add(login, { default: true });
  for (const one of above) stack.add(one);
  return stack;
}

Deno.test("CmdSetStack begins empty", () => {
  const stack = new CmdSetStack();
  assert.deepEqual([stack.all(), stack.sets, stack.names(), stack.version], [[], [], [], 0]);
});

Deno.test("7.3.1 CmdSetStack keeps the default cmdset below the others", () => {
  const stack = new CmdSetStack<CommandShape>();
  stack.add(menu);
  stack.add(login, { default: true });
  assert.deepEqual(stack.all(), [login, menu]);
  assert.deepEqual(stack.sets, [login.set, menu.set]);
});

Deno.test("7.3.2 CmdSetStack.add() puts a new default in place of the old", () => {
  const stack = stackOf(menu);
  stack.add(dark, { default: true });
  assert.deepEqual(stack.all(), [dark, menu]);
});

Deno.test("7.3.3 CmdSetStack.remove() takes all of a key or name, never the default one", () => {
  const stack = stackOf(menu, dark, menu);
  assert.equal(stack.remove("MENU"), true);
  assert.deepEqual(stack.all(), [login, dark]);
  assert.equal(stack.remove("test/dark"), true);
  assert.equal(stack.remove("login"), false);
  assert.deepEqual(stack.all(), [login]);
});

Deno.test("7.3.3 CmdSetStack.pop() takes the uppermost, never the default one", () => {
  const stack = stackOf(menu, dark);
  assert.deepEqual([stack.pop(), stack.pop(), stack.pop()], [dark, menu, undefined]);
  assert.deepEqual(stack.all(), [login]);
});

Deno.test("7.3.3 CmdSetStack.removeDefault() empties the default slot", () => {
  const stack = stackOf(menu);
  assert.equal(stack.removeDefault(), login);
  assert.equal(stack.removeDefault(), undefined);
  assert.deepEqual(stack.all(), [menu]);
});

Deno.test("7.3.3 CmdSetStack.clear() leaves the default one", () => {
  const stack = stackOf(menu, dark);
  stack.clear();
  assert.deepEqual(stack.all(), [login]);
});

Deno.test("7.3.3 CmdSetStack.has() knows keys and registered names", () => {
  const stack = stackOf(menu);
  assert.equal(stack.has("Menu"), true);
  assert.equal(stack.has("test/login"), true);
  assert.equal(stack.has("dark"), false);
});

Deno.test("CmdSetStack.version grows at changes and only then", () => {
  const stack = stackOf(menu);
  const changes = [
    () => void stack.add(dark),
    () => void stack.pop(),
    () => void stack.remove("menu"),
    () => void stack.removeDefault(),
  ];
  for (const change of changes) {
    const before = stack.version;
    change();
    assert.equal(stack.version, before + 1);
  }
  const still = stack.version;
  stack.remove("menu");
  stack.pop();
  stack.removeDefault();
  stack.clear();
  assert.equal(stack.version, still);
  assert.equal(stack.sets, stack.sets);
});

Deno.test("CmdSetStack.restore() builds the stack again from its names, without a default too", () => {
  const withoutDefault = stackOf(menu);
  withoutDefault.removeDefault();
  assert.deepEqual(withoutDefault.names(), ["", "test/menu"]);
  for (const stack of [stackOf(menu, dark), withoutDefault, stackOf(), new CmdSetStack()]) {
    const restored = new CmdSetStack<CommandShape>();
    assert.deepEqual(restored.restore(stack.names(), find), []);
    assert.deepEqual(restored.all(), stack.all());
  }
});

Deno.test("CmdSetStack.restore() tells what is no longer known and leaves it out", () => {
  const stack = new CmdSetStack<CommandShape>();
  const names = ["test/gone", "test/menu", "test/lost"];
  const missing = stack.restore(names, (name) => name === menu.name ? menu.set : undefined);
  assert.deepEqual(missing, ["test/gone", "test/lost"]);
  assert.deepEqual(stack.names(), ["", "test/menu"]);
});

Deno.test("7.3.2 CmdSetStack.add() finds a registered cmdset by its name, and refuses another", () => {
  const stack = new CmdSetStack<CommandShape>({ find });
  stack.add("test/menu");
  assert.deepEqual(stack.all(), [menu]);
  assert.throws(() => stack.add("test/gone"), {
    name: "RangeError",
    message: 'Cannot add cmdset "test/gone" as its name must be registered: no plugin provides it',
  });
  assert.throws(() => stack.add(of("gone"), { persistent: true }), RangeError);
  stack.add(of("gone"));
  assert.deepEqual(stack.names(), ["", "test/menu", "test/gone"]);
});

Deno.test("7.3.2 CmdSetStack.kept() names what is persistent, the default one first", () => {
  const stack = new CmdSetStack<CommandShape>({ find, standard: login });
  assert.deepEqual(stack.kept(), []);
  stack.add("test/menu", { persistent: true });
  stack.add("test/dark");
  assert.deepEqual(stack.kept(), ["", "test/menu"]);
  stack.add("test/dark", { default: true, persistent: true });
  stack.add("test/menu", { default: true });
  assert.deepEqual(stack.kept(), ["test/dark", "test/menu"]);
  assert.deepEqual(stack.default, menu);
  stack.removeDefault();
  stack.clear();
  assert.deepEqual([stack.kept(), stack.all()], [[], []]);
});

Deno.test("CmdSetStack.add() brings a persistent cmdset to the top instead of keeping it twice", () => {
  const stack = new CmdSetStack<CommandShape>({ find });
  for (const name of ["test/menu", "test/dark", "test/menu"]) stack.add(name, { persistent: true });
  assert.deepEqual(stack.kept(), ["", "test/dark", "test/menu"]);
});

Deno.test("7.3.5 CmdSetStack.recall() keeps the place of what is not registered", () => {
  const missing: string[] = [];
  const onMissing = (name: string) => missing.push(name);
  const stack = new CmdSetStack<CommandShape>({ find, onMissing, standard: login });
  stack.recall(["test/lost", "test/menu", "test/gone", "test/dark"]);
  assert.deepEqual(stack.all(), [login, menu, dark]);
  assert.deepEqual(missing.toSorted(), ["test/gone", "test/lost"]);
  assert.deepEqual(stack.kept(), ["test/lost", "test/menu", "test/gone", "test/dark"]);
  assert.equal(stack.has("test/gone"), false);
  assert.equal(stack.remove("test/gone"), true);
  assert.deepEqual(stack.pop(), dark);
  assert.deepEqual(stack.kept(), ["test/lost", "test/menu"]);
});

/** A change that can be made to a stack. */
const CHANGE: fc.Arbitrary<(stack: CmdSetStack<CommandShape>) => void> = fc.oneof(
  fc.record({
    key: fc.constantFrom("login", "menu", "dark"),
    options: fc.record({ default: fc.boolean(), persistent: fc.boolean() }),
  }).map(({ key, options }) => (stack: CmdSetStack<CommandShape>) => {
    stack.add(`test/${key}`, options);
  }),
  fc.constantFrom("login", "menu", "dark").map((key) => (stack: CmdSetStack<CommandShape>) => {
    stack.remove(key);
  }),
  fc.constantFrom(
    (stack: CmdSetStack<CommandShape>) => void stack.pop(),
    (stack: CmdSetStack<CommandShape>) => void stack.removeDefault(),
    (stack: CmdSetStack<CommandShape>) => stack.clear(),
  ),
);

Deno.test("CmdSetStack tells how to take changes back: all of them, the newest first", () => {
  fc.assert(fc.property(fc.array(CHANGE), fc.array(CHANGE), (before, changes) => {
    const undos: (() => void)[] = [];
    const stack = new CmdSetStack<CommandShape>({ find, onChange: (undo) => undos.push(undo) });
    for (const change of before) change(stack);
    const there = [stack.all(), stack.kept()];
    undos.length = 0;
    for (const change of changes) change(stack);
    for (const undo of undos.toReversed()) undo();
    assert.deepEqual([stack.all(), stack.kept()], there);
  }));
});

Deno.test("CmdSetStack tells whether a change changes what is kept", () => {
  fc.assert(fc.property(fc.array(CHANGE), (changes) => {
    let told = false;
    const onChange = (_: unknown, isKept: boolean) => told ||= isKept;
    const stack = new CmdSetStack<CommandShape>({ find, onChange });
    for (const change of changes) {
      const before = stack.kept();
      told = false;
      change(stack);
      assert.equal(told, before.join() !== stack.kept().join());
    }
  }));
});

Deno.test("CmdSetStack leaves what came later when an earlier change is taken back alone", () => {
  const undos: (() => void)[] = [];
  const stack = new CmdSetStack<CommandShape>({ find, onChange: (undo) => undos.push(undo) });
  stack.add("test/menu");
  stack.add("test/dark");
  stack.add("test/login", { default: true });
  undos[0]?.();
  assert.deepEqual(stack.all(), [login, dark]);
  stack.remove("test/dark");
  stack.add("test/menu");
  undos.at(-2)?.();
  assert.deepEqual(stack.all(), [login, dark, menu]);
});

Deno.test("CmdSetStack gives back what was there when an addition is taken back", () => {
  const keys = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 6 });
  fc.assert(fc.property(keys, fc.boolean(), (below, pops) => {
    const stack = stackOf(...below.map(of));
    const before = stack.all();
    stack.add(of("added"));
    if (pops) stack.pop();
    else stack.remove("added");
    assert.deepEqual(stack.all(), before);
    assert.deepEqual(stack.sets, before.map(({ set }) => set));
  }));
});
