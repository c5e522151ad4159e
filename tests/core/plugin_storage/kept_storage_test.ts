import assert from "node:assert/strict";
import type { Json } from "../../../src/core/model.ts";
import { storageLab } from "./storage_lab.ts";

const TOO_LONG = /^RangeError: Cannot keep a value in the storage of plugin "rain" as its key must/;

Deno.test("KeptStorage.get() gives what set() kept, and nothing else", () => {
  const { storage } = storageLab();
  storage.set("mm", 3);
  storage.set("null", null);
  assert.deepEqual([storage.get("mm"), storage.get("null")], [3, null]);
  assert.equal(storage.get("toString"), undefined);
  assert.equal(storage.get("x".repeat(1000)), undefined);
});

Deno.test("KeptStorage.set() keeps a copy, which nobody can change", () => {
  const { storage } = storageLab();
  const list: number[] = [1];
  storage.set("a", list);
  list.push(2);
  const read = storage.get("a");
  assert.deepEqual(read, [1]);
  assert.ok(Object.isFrozen(read));
  assert.equal(storage.get("a"), read, "the same each time");
});

Deno.test("KeptStorage.set() refuses what is not JSON, and names the part", () => {
  const { storage } = storageLab();
  // What a plugin in JavaScript might give.
  const bad = [undefined, () => 1, Number.NaN, { at: new Date(0) }] as unknown as Json[];
  for (const value of bad) {
    assert.throws(() => storage.set("a", value), /^TypeError: Cannot keep "a" as it must be JSON/);
  }
  assert.deepEqual(storage.keys(), []);
});

Deno.test("KeptStorage.set() refuses keys that are none, too long, or not text", () => {
  const { storage } = storageLab();
  for (const key of ["", "123456", "a\0", "a\n", "\ud800", 7 as unknown as string]) {
    assert.throws(() => storage.set(key, 1), TOO_LONG);
  }
  for (const key of ["12345", "ключ", "🌧️"]) storage.set(key, 1);
  assert.deepEqual(storage.keys(), ["12345", "ключ", "🌧️"]);
});

Deno.test("KeptStorage.set() refuses a value that is too long, in bytes", () => {
  const { storage } = storageLab();
  storage.set("a", "12345678");
  for (const value of ["123456789", "ÄÖÜ€€", [1, 2, 3, 4, 5, 6]]) {
    assert.throws(() => storage.set("a", value), (error: Error) => {
      assert.match(
        error.message,
        /^Cannot keep "a" in the storage of plugin "rain" as a value must/,
      );
      assert.match(error.message, /be at most 10 bytes: current value would be \d\d$/);
      return error instanceof RangeError;
    });
  }
  assert.equal(storage.get("a"), "12345678");
});

Deno.test("KeptStorage.set() takes no more keys than fit, and goes on with those that are there", () => {
  const { storage } = storageLab();
  for (const key of ["a", "b", "c"]) storage.set(key, 1);
  assert.throws(() => storage.set("d", 1), /must have at most 3 keys: current value would be 4/);
  storage.set("a", 2);
  assert.equal(storage.delete("b"), true);
  storage.set("d", 1);
  assert.deepEqual(storage.entries(), [["a", 2], ["c", 1], ["d", 1]]);
});

Deno.test("KeptStorage.set() takes no more in all than fits, and less always", () => {
  const { storage } = storageLab();
  storage.set("a", "12345678");
  storage.set("b", "12345678");
  assert.throws(() => storage.set("c", 1), /at most 20 bytes in all: current value would be 21/);
  storage.set("a", "1");
  storage.set("c", "12345");
  assert.deepEqual(storage.keys(), ["a", "b", "c"]);
});

Deno.test("KeptStorage reads, shortens and removes what a larger limit had let in", () => {
  const { data, storage } = storageLab();
  const value = JSON.stringify("x".repeat(30));
  const keys = ["a", "b", "c", "a much longer key"];
  data.onPluginData(keys.map((key) => ({ plugin: "rain", key, value })));
  assert.equal(storage.entries().length, 4);
  storage.set("a", "shorter");
  assert.equal(storage.delete("a much longer key"), true);
  assert.deepEqual([storage.get("a"), storage.keys().length], ["shorter", 3]);
});

Deno.test("KeptStorage.keys() and entries() are sorted, and begin with the prefix", () => {
  const { storage } = storageLab();
  for (const key of ["b:2", "a:1", "b:1"]) storage.set(key, key);
  assert.deepEqual(storage.keys(), ["a:1", "b:1", "b:2"]);
  assert.deepEqual(storage.entries("b:"), [["b:1", "b:1"], ["b:2", "b:2"]]);
  assert.deepEqual(storage.keys("c"), []);
});

Deno.test("KeptStorage writes nothing when nothing changes", () => {
  const { storage, journal } = storageLab();
  storage.set("a", { b: 1 });
  journal.endTurn();
  storage.set("a", { b: 1 });
  assert.equal(storage.delete("b"), false);
  assert.equal(journal.endTurn(), null);
});

Deno.test("KeptStorage changes nothing while changes are refused", () => {
  const { storage, journal } = storageLab();
  storage.set("a", 1);
  journal.refuseChanges("disk full");
  assert.throws(() => storage.set("a", 2), /disk full/);
  assert.throws(() => storage.delete("a"), /disk full/);
  assert.equal(storage.get("a"), 1);
});

Deno.test("PluginData keeps the storages of two plugins apart", () => {
  const { data, storage } = storageLab();
  const snow = data.storage("snow");
  storage.set("a", 1);
  snow.set("a", 2);
  snow.delete("a");
  assert.deepEqual([storage.get("a"), snow.get("a")], [1, undefined]);
});
