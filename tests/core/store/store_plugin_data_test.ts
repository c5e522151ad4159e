import assert from "node:assert/strict";
import type { Change } from "../../../src/core/store/store.ts";
import { Replica } from "./replica.ts";
import { put } from "./samples.ts";
import { testOf, WAYS } from "./store_house.ts";

function keep(plugin: string, key: string, value: string): Change {
  return { kind: "putPluginData", row: { plugin, key, value } };
}

function drop(plugin: string, key: string): Change {
  return { kind: "deletePluginData", plugin, key };
}

function version(plugin: string, version: number): Change {
  return { kind: "putPluginVersion", row: { plugin, version } };
}

for (const test of WAYS.map(testOf)) {
  test("gives what plugins keep with the snapshot, in chunks", async (house) => {
    const store = await house.writer(1);
    const keys = ["a", "b", "c", "d"];
    await store.commit([put(1), version("rain", 2)]);
    await store.commit(keys.flatMap((key) => [keep("snow", key, "1"), keep("rain", key, "2")]));
    const replica = new Replica();
    await house.connect(2).read(replica);
    assert.deepEqual(
      [...replica.pluginData],
      [...keys.map((key) => [`rain/${key}`, "2"]), ...keys.map((key) => [`snow/${key}`, "1"])],
    );
    assert.deepEqual([...replica.pluginVersions], [["rain", 2]]);
    assert.equal(replica.chunks, 1 + 3, "one of objects, and three of at most three values");
  });

  test("feeds what plugins change to a reader until takeOver()", async (house) => {
    const old = await house.writer(1);
    await old.commit([keep("rain", "mm", "1"), keep("rain", "at", '"dawn"')]);
    const replica = new Replica();
    const next = house.connect(2);
    await next.read(replica);
    await old.commit([keep("rain", "mm", "2"), drop("rain", "at"), version("rain", 3)]);
    await next.takeOver();
    assert.deepEqual([...replica.pluginData], [["rain/mm", "2"]]);
    assert.deepEqual([...replica.pluginVersions], [["rain", 3]]);
  });

  test("of values that are kept and dropped in one transaction, the last word counts", async (house) => {
    const store = await house.writer(1);
    await Promise.all([
      store.commit([keep("rain", "a", "1"), keep("rain", "b", "1"), keep("rain", "a", "2")]),
      store.commit([drop("rain", "b"), keep("rain", "c", "1"), put(1)]),
      store.commit([drop("rain", "c"), keep("rain", "c", "3"), keep("rain", "a", "4")]),
    ]);
    const rows = await store.pluginData("rain");
    assert.deepEqual(rows.map(({ key, value }) => [key, value]), [["a", "4"], ["c", "3"]]);
  });

  test("keeps values in one transaction whose keys differ in what a database may not hold", async (house) => {
    const store = await house.writer(1);
    const changes = ["\0", "\ufffd", "\\u0000"].map((key, at) => keep("rain", key, `${at}`));
    assert.deepEqual(await store.commit(changes), { kind: "committed" });
    const rows = await store.pluginData("rain");
    assert.deepEqual(rows.find(({ key }) => key === "\\u0000")?.value, "2");
    assert.deepEqual(rows.find(({ key }) => key === "\ufffd")?.value, "1");
  });

  test("keeps the data of two plugins apart, whatever their keys", async (house) => {
    const store = await house.writer(1);
    await store.commit([keep("rain", "x", "1"), keep("rain_x", "", "2"), keep("snow", "x", "3")]);
    await store.commit([drop("snow", "x"), drop("rain_x", "x")]);
    const row = { plugin: "rain", key: "x", value: "1" };
    assert.deepEqual(await store.pluginData("rain"), [row]);
    assert.deepEqual(await store.pluginData("rain_x"), [{ plugin: "rain_x", key: "", value: "2" }]);
    assert.deepEqual(await store.pluginData("snow"), []);
  });

  test("pluginData() and pluginVersions() answer a Server that has not taken over", async (house) => {
    const writer = await house.writer(1);
    const next = house.connect(2);
    const commit = writer.commit([keep("rain", "b", "2"), keep("rain", "a", "1")]);
    await writer.commit([version("snow", 4), version("rain", 2), version("rain", 3)]);
    assert.deepEqual(await commit, { kind: "committed" });
    const rows = await next.pluginData("rain");
    assert.deepEqual(rows.map(({ key, value }) => [key, value]), [["a", "1"], ["b", "2"]]);
    assert.deepEqual(await next.pluginVersions(), [
      { plugin: "rain", version: 3 },
      { plugin: "snow", version: 4 },
    ]);
  });

  test("keeps nothing of a plugin whose commit failed", async (house) => {
    const store = await house.writer(1);
    await store.commit([keep("rain", "mm", "1")]);
    house.fault = "disk full";
    await store.commit([keep("rain", "mm", "2"), version("rain", 2)]);
    house.fault = null;
    assert.deepEqual((await store.pluginData("rain")).map(({ value }) => value), ["1"]);
    assert.deepEqual(await store.pluginVersions(), []);
  });
}
