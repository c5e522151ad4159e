import assert from "node:assert/strict";
import { preview } from "../../../src/core/inspect/preview.ts";

Deno.test("preview() shows plain data as it is", () => {
  const value = { name: "anna", age: 7, isHere: true, friends: ["bert", null] };

  assert.deepEqual(preview(value), value);
});

Deno.test("preview() names what is no plain data", () => {
  class Sword {
    edge = "keen";
  }
  const value = {
    swing() {},
    sword: new Sword(),
    count: 12n,
    nothing: undefined,
    none: NaN,
    mark: Symbol("mark"),
    at: new Date(0),
    seen: new Set([1]),
    by: new Map([["anna", 1]]),
    bytes: new Uint8Array(3),
    failed: new RangeError("a secret"),
  };

  assert.deepEqual(preview(value), {
    swing: "[function swing]",
    sword: { "[Sword]": { edge: "keen" } },
    count: "[bigint 12]",
    nothing: "[undefined]",
    none: "[number NaN]",
    mark: "[Symbol(mark)]",
    at: "[Date 1970-01-01T00:00:00.000Z]",
    seen: { "[Set]": [1] },
    by: { "[Map]": [["anna", 1]] },
    bytes: "[Uint8Array of 3 bytes]",
    failed: "[RangeError]",
  });
});

Deno.test("preview() calls no getter", () => {
  let calls = 0;
  const value = {
    get gold() {
      return ++calls;
    },
  };

  assert.deepEqual([preview(value), calls], [{ gold: "[getter]" }, 0]);
});

Deno.test("preview() ends where a value leads into itself, and where it is deep", () => {
  const ring: Record<string, unknown> = {};
  ring.self = ring;
  let deep: unknown = "the bottom";
  for (let depth = 0; depth < 10_000; depth++) deep = { deep };

  assert.deepEqual(preview(ring), { self: "[the same again]" });
  assert.match(JSON.stringify(preview(deep)), /\[Object …\]/);
});

Deno.test("preview() is short whatever the value", () => {
  const wide = Array.from(
    { length: 300 },
    () => Array.from({ length: 300 }, () => "x".repeat(999)),
  );

  assert.ok(JSON.stringify(preview(wide)).length < 600_000);
  assert.ok(JSON.stringify(preview("x".repeat(1_000_000))).length < 1_000);
  assert.ok(JSON.stringify(preview(Object.fromEntries(wide.entries()))).length < 600_000);
});

Deno.test("preview() comes back from what refuses to be looked into", () => {
  const hostile = new Proxy({}, {
    ownKeys() {
      throw new Error("no");
    },
    getPrototypeOf() {
      throw new Error("no");
    },
  });

  assert.equal(preview(hostile), "[object that cannot be looked into]");
});
