import assert from "node:assert/strict";
import fc from "fast-check";
import { CmdSetStack } from "../../../src/core/cmdset/cmdset_stack.ts";
import type { CommandShape } from "../../../src/core/command/command.ts";
import { named } from "./samples.ts";

const of = (key: string) => ({ name: `test/${key}`, set: named(key, ["look"]) });
const [login, menu, dark] = [of("login"), of("menu"), of("dark")];

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

Deno.test("CmdSetStack keeps the default cmdset below the others (7.3.1)", () => {
  const stack = new CmdSetStack<CommandShape>();
  stack.add(menu);
  stack.add(login, { default: true });
  assert.deepEqual(stack.all(), [login, menu]);
  assert.deepEqual(stack.sets, [login.set, menu.set]);
});

Deno.test("CmdSetStack.add() puts a new default in place of the old (7.3.2)", () => {
  const stack = stackOf(menu);
  stack.add(dark, { default: true });
  assert.deepEqual(stack.all(), [dark, menu]);
});

Deno.test("CmdSetStack.remove() takes all of a key or name, never the default one (7.3.3)", () => {
  const stack = stackOf(menu, dark, menu);
  assert.equal(stack.remove("MENU"), true);
  assert.deepEqual(stack.all(), [login, dark]);
  assert.equal(stack.remove("test/dark"), true);
  assert.equal(stack.remove("login"), false);
  assert.deepEqual(stack.all(), [login]);
});

Deno.test("CmdSetStack.pop() takes the uppermost, never the default one (7.3.3)", () => {
  const stack = stackOf(menu, dark);
  assert.deepEqual([stack.pop(), stack.pop(), stack.pop()], [dark, menu, undefined]);
  assert.deepEqual(stack.all(), [login]);
});

Deno.test("CmdSetStack.removeDefault() empties the default slot (7.3.3)", () => {
  const stack = stackOf(menu);
  assert.equal(stack.removeDefault(), login);
  assert.equal(stack.removeDefault(), undefined);
  assert.deepEqual(stack.all(), [menu]);
});

Deno.test("CmdSetStack.clear() leaves the default one (7.3.3)", () => {
  const stack = stackOf(menu, dark);
  stack.clear();
  assert.deepEqual(stack.all(), [login]);
});

Deno.test("CmdSetStack.has() knows keys and registered names (7.3.3)", () => {
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
  const known = new Map([login, menu, dark].map(({ name, set }) => [name, set]));
  const withoutDefault = stackOf(menu);
  withoutDefault.removeDefault();
  assert.deepEqual(withoutDefault.names(), ["", "test/menu"]);
  for (const stack of [stackOf(menu, dark), withoutDefault, stackOf(), new CmdSetStack()]) {
    const restored = new CmdSetStack<CommandShape>();
    assert.deepEqual(restored.restore(stack.names(), (name) => known.get(name)), []);
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
