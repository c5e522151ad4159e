import assert from "node:assert/strict";
import type { Call } from "../../../src/core/boundary/messages.ts";
import { ShownCalls } from "../../../src/portals/secrets/shown_calls.ts";

const echo = (word: string): readonly Call[] => [["text", [`There is no "${word}" here.`], {}]];

Deno.test("ShownCalls.ofInput() shows nothing of a line of which nothing is known", () => {
  const calls: readonly Call[] = [["text", ["hunter2"], {}]];
  assert.deepEqual(new ShownCalls().ofInput(calls), [["text", ["•••"], {}]]);
});

Deno.test("ShownCalls.ofInput() shows what was found where a line was typed", () => {
  const shown = new ShownCalls();
  const calls: readonly Call[] = [["text", ["connect anna hunter2"], {}]];
  shown.keep(calls, [["text", ["connect anna •••"], {}]]);
  assert.deepEqual(shown.ofInput(calls), [["text", ["connect anna •••"], {}]]);
});

for (const name of ["login", "char_login_credentials", "authenticate", "set_password"]) {
  Deno.test(`ShownCalls.ofInput() shows nothing of what "${name}" says`, () => {
    const calls: readonly Call[] = [[name, ["anna", "hunter2"], { code: "hunter2" }]];
    assert.deepEqual(new ShownCalls().ofInput(calls), [[name, ["•••"], {}]]);
  });
}

Deno.test("ShownCalls.ofInput() shows other calls as they are, but for what bears a secret's name", () => {
  const calls: readonly Call[] = [["map", [{ token: "hunter2", zoom: 3 }], { pw: "hunter2" }]];
  const shown = [["map", [{ token: "•••", zoom: 3 }], { pw: "•••" }]];
  assert.deepEqual(new ShownCalls().ofInput(calls), shown);
});

Deno.test("ShownCalls.ofOutput() cuts what the session typed unseen, however it comes back", () => {
  const shown = new ShownCalls();
  shown.hide(1, " hunter2 h|unter3");
  assert.deepEqual(shown.ofOutput(echo("hunter2"), [1]), echo("•••"));
  assert.deepEqual(shown.ofOutput(echo("h||unter3"), [1]), echo("•••"));
  assert.deepEqual(shown.ofOutput(echo("hunter2"), [2, 1]), echo("•••"));
  assert.deepEqual(shown.ofOutput(echo("hunter2"), [2]), echo("hunter2"), "nobody hid it there");
});

Deno.test("ShownCalls.ofOutput() is made once for all who are told", () => {
  const shown = new ShownCalls();
  shown.hide(1, "hunter2");
  const calls = echo("lamp");
  assert.equal(shown.ofOutput(calls, [1]), shown.ofOutput(calls, [2, 3]));
});

Deno.test("ShownCalls remembers what the last thousand sessions hid, and no more", () => {
  const shown = new ShownCalls();
  for (let sessid = 1; sessid <= 1_001; sessid++) shown.hide(sessid, "hunter2");
  assert.deepEqual(shown.ofOutput(echo("hunter2"), [2]), echo("•••"));
  assert.deepEqual(shown.ofOutput(echo("hunter2"), [1]), echo("hunter2"));
});
