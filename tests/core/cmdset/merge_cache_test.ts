import assert from "node:assert/strict";
import { CmdSetStack } from "../../../src/core/cmdset/cmdset_stack.ts";
import { EMPTY_CMDSET } from "../../../src/core/cmdset/cmdset.ts";
import type { LayerPlace } from "../../../src/core/cmdset/layers.ts";
import { type CmdSetProvider, MergedCmdSets } from "../../../src/core/cmdset/merge_cache.ts";
import { SharedMerges } from "../../../src/core/cmdset/shared_merges.ts";
import type { CommandShape } from "../../../src/core/command/command.ts";
import { named } from "./samples.ts";

class Owner {
  readonly stack = new CmdSetStack<CommandShape>();

  constructor(readonly label: string, ...names: string[]) {
    this.stack.add({ name: `test/${label}`, set: named(label, names) });
  }

  provide(place: LayerPlace = "own") {
    const { version, sets } = this.stack;
    return { owner: this, label: this.label, version, sets, place };
  }
}

/** The merged cmdsets of one session, with nobody beside it. */
function merging() {
  const merged = new MergedCmdSets<CommandShape>();
  const shared = new SharedMerges<CommandShape>();
  return {
    get: (providers: readonly CmdSetProvider<CommandShape>[]) => merged.get(providers, shared),
    get merges() {
      return merged.merges;
    },
  };
}

Deno.test("7.4.8 MergedCmdSets does not merge again while nothing has changed", () => {
  const merged = merging();
  const [account, puppet] = [new Owner("account", "who"), new Owner("puppet", "look")];
  const first = merged.get([account.provide(), puppet.provide()]);
  for (let asked = 0; asked < 100; asked++) {
    assert.equal(merged.get([account.provide(), puppet.provide()]), first);
  }
  assert.equal(merged.merges, 1);
  assert.deepEqual(first.names(), ["look", "who"]);
});

Deno.test("7.4.8 MergedCmdSets merges once after a layer has changed", () => {
  const merged = merging();
  const account = new Owner("account", "who");
  merged.get([account.provide()]);
  account.stack.add({ name: "test/menu", set: named("Menu", ["1"], { mergeType: "replace" }) });
  assert.deepEqual(merged.get([account.provide()]).names(), ["1"]);
  account.stack.pop();
  assert.deepEqual(merged.get([account.provide()]).names(), ["who"]);
  assert.equal(merged.get([account.provide()]), merged.get([account.provide()]));
  assert.equal(merged.merges, 3);
});

Deno.test("MergedCmdSets merges again for another owner of the same version", () => {
  const merged = merging();
  const [cellar, attic] = [new Owner("cellar", "dig"), new Owner("attic", "sweep")];
  merged.get([cellar.provide("object")]);
  assert.deepEqual(merged.get([attic.provide("object")]).names(), ["sweep"]);
});

Deno.test("MergedCmdSets merges again when a provider comes, goes, moves or changes its place", () => {
  const merged = merging();
  const [a, b] = [new Owner("a", "look"), new Owner("b", "look")];
  const asked = [
    [a.provide()],
    [a.provide(), b.provide()],
    [b.provide(), a.provide()],
    [b.provide(), a.provide("object")],
    [],
  ];
  for (const providers of asked) merged.get(providers);
  assert.equal(merged.merges, asked.length);
  assert.equal(merged.get([]), EMPTY_CMDSET);
});

Deno.test("7.4.8 MergedCmdSets merges again when a provider offers others of its cmdsets", () => {
  const merged = merging();
  const chest = new Owner("chest", "open");
  chest.stack.add({ name: "test/lock", set: named("Lock", ["lock"]) });
  const all = chest.provide("object");
  assert.deepEqual(merged.get([all]).names(), ["lock", "open"]);
  assert.deepEqual(merged.get([{ ...all, sets: all.sets.slice(0, 1) }]).names(), ["open"]);
  assert.deepEqual(merged.get([{ ...all, sets: [...all.sets] }]).names(), ["lock", "open"]);
  merged.get([{ ...all, sets: [...all.sets] }]);
  assert.equal(merged.merges, 3);
});

Deno.test("MergedCmdSets names the layer and the owner of a command", () => {
  const ball = new Owner("ball", "kick");
  const entry = merging().get([ball.provide("object")]).find("kick")[0];
  assert.equal(entry?.source, "ball: ball");
  assert.equal(entry?.owner, ball);
});

Deno.test("MergedCmdSets names nobody, or a stand-in, as the owner of a layer of one's own", () => {
  const [account, body] = [new Owner("account", "who"), new Owner("character", "look")];
  const standIn = { stands: "puppet" };
  const merged = merging().get([account.provide(), { ...body.provide(), standIn }]);
  assert.equal(merged.find("who")[0]?.owner, undefined);
  assert.equal(merged.find("look")[0]?.owner, standIn);
});
