import assert from "node:assert/strict";
import { Slots } from "../../../src/core/account/slots.ts";

/** Tasks that end when they are told to, and a list of those that have begun. */
function tasks() {
  const begun: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<string>>();
  return {
    begun,
    task: (name: string) => () => {
      begun.push(name);
      const end = Promise.withResolvers<string>();
      ends.set(name, end);
      return end.promise;
    },
    end: (name: string) => ends.get(name)?.resolve(name),
    fail: (name: string) => ends.get(name)?.reject(new Error(name)),
  };
}

Deno.test("Slots.run() begins no more tasks than there are slots, and the others in order", async () => {
  const slots = new Slots(2);
  const { begun, task, end } = tasks();
  const runs = ["a", "b", "c", "d"].map((name) => slots.run(task(name)));
  await Promise.resolve();
  assert.deepEqual(begun, ["a", "b"]);
  end("b");
  assert.equal(await runs[1], "b");
  assert.deepEqual(begun, ["a", "b", "c"]);
  end("a");
  assert.equal(await runs[0], "a");
  assert.deepEqual(begun, ["a", "b", "c", "d"]);
  end("c");
  end("d");
  assert.deepEqual(await Promise.all(runs), ["a", "b", "c", "d"]);
});

Deno.test("Slots.run() frees the slot of a task that fails", async () => {
  const slots = new Slots(1);
  const { begun, task, end, fail } = tasks();
  const first = slots.run(task("first"));
  const second = slots.run(task("second"));
  fail("first");
  await assert.rejects(first, /first/);
  assert.deepEqual(begun, ["first", "second"]);
  end("second");
  assert.equal(await second, "second");
});
