import assert from "node:assert/strict";
import type { CountsWord, WholeWord } from "../../../../src/portals/realm/crowd/other_crowd.ts";
import { MAX_PORTALS, OtherCrowds } from "../../../../src/portals/realm/crowd/other_crowds.ts";
import { inPieces } from "../../../../src/portals/realm/crowd/in_pieces.ts";
import type { AddressCount } from "../../../../src/portals/realm/realm_words.ts";

const ONE = "0000000000000001";

function counts(number: number, more: Partial<CountsWord> = {}): CountsWord {
  const numbered = { number, after: Math.max(0, number - 1) };
  return { kind: "counts", instance: ONE, ...numbered, beforeLogin: 0, addresses: [], ...more };
}

function whole(number: number, more: Partial<WholeWord> = {}): WholeWord {
  const only = { piece: 0, pieces: 1 };
  return { kind: "whole", instance: ONE, number, beforeLogin: 0, addresses: [], ...only, ...more };
}

const countsOf = (others: OtherCrowds) => ["a.1", "a.2"].map((key) => others.countOf(key));

Deno.test("OtherCrowds asks a Portal of which something was missed, once between two beats", () => {
  const others = new OtherCrowds();
  assert.equal(others.hear(counts(1, { addresses: [["a.1", 1]] })), false);
  assert.equal(others.hear(counts(3, { addresses: [["a.2", 1]], beforeLogin: 4 })), true);
  assert.deepEqual([countsOf(others), others.beforeLogin], [[1, 1], 4], "what was heard is true");
  assert.equal(others.hear(counts(4)), false);
  others.beat();
  assert.equal(others.hear(counts(4, { after: 4 })), true);
  assert.equal(others.hear(whole(4, { addresses: [["a.2", 2]] })), false);
  others.beat();
  assert.equal(others.hear(counts(4, { after: 4 })), false);
  assert.deepEqual(countsOf(others), [0, 2]);
});

Deno.test("OtherCrowds asks a Portal that it meets late, and none that has just started", () => {
  assert.equal(new OtherCrowds().hear(counts(0, { after: 0 })), false);
  assert.equal(new OtherCrowds().hear(counts(1)), false);
  assert.equal(new OtherCrowds().hear(counts(9, { after: 9 })), true);
});

Deno.test("OtherCrowds goes back to nothing older than it has heard, whatever comes late", () => {
  const others = new OtherCrowds();
  others.hear(counts(5, { addresses: [["a.1", 3]] }));
  others.hear(counts(4, { addresses: [["a.1", 2]], beforeLogin: 9 }));
  others.hear(whole(4, { addresses: [["a.1", 2]], beforeLogin: 9 }));
  assert.deepEqual([countsOf(others), others.beforeLogin], [[3, 0], 0]);
  others.beat();
  assert.equal(others.hear(counts(5, { after: 5 })), true);
});

Deno.test("OtherCrowds takes all that there is only when every piece has come, in order", () => {
  const others = new OtherCrowds();
  others.hear(counts(7, { addresses: [["a.1", 9]] }));
  const first = whole(7, { addresses: [["a.1", 1]], pieces: 3 });
  others.hear(first);
  others.hear({ ...first, addresses: [["a.2", 5]], piece: 2 });
  assert.deepEqual(countsOf(others), [9, 0]);
  others.beat();
  assert.equal(others.hear(counts(7, { after: 7 })), true);
  others.hear(first);
  others.hear({ ...first, addresses: [["a.2", 5]], piece: 1 });
  others.hear({ ...first, addresses: [], piece: 2 });
  assert.deepEqual(countsOf(others), [1, 5]);
});

Deno.test("OtherCrowds remembers a bounded number of addresses, and has room again when Portals end", () => {
  const others = new OtherCrowds(3);
  const addresses: readonly AddressCount[] = [["a.1", 1], ["a.2", 1]];
  others.hear(counts(1, { addresses }));
  others.hear(counts(1, { addresses, instance: "2" }));
  assert.deepEqual(countsOf(others), [2, 1]);
  others.hear(whole(1, { addresses, pieces: 2, instance: "3" }));
  others.hear(counts(2, { addresses: [["a.2", 0]] }));
  others.hear(counts(2, { addresses, instance: "2" }));
  assert.deepEqual(countsOf(others), [2, 1]);
  others.forget(ONE);
  others.forget("2");
  others.forget("3");
  others.hear(counts(1, { addresses: [...addresses, ["a.3", 1]] }));
  assert.deepEqual([...countsOf(others), others.countOf("a.3")], [1, 1, 1]);
});

Deno.test("OtherCrowds remembers a bounded number of Portals", () => {
  const others = new OtherCrowds();
  for (let index = 0; index <= MAX_PORTALS; index++) {
    others.hear(counts(1, { instance: String(index), beforeLogin: 1 }));
  }
  assert.equal(others.beforeLogin, MAX_PORTALS);
});

Deno.test("inPieces() makes pieces that are as long as they may be, and one of nothing", () => {
  const all = Array.from({ length: 100 }, (_, index): AddressCount => [`192.0.2.${index}`, index]);
  const pieces = inPieces(all, 300);
  assert.deepEqual(pieces.flat(), all);
  const lengths = pieces.map((piece) => JSON.stringify(piece).length);
  assert.ok(lengths.every((length) => length <= 300 + 2), String(lengths));
  assert.ok(lengths.slice(0, -1).every((length) => length > 250), String(lengths));
  assert.deepEqual(inPieces([], 300), [[]]);
  assert.equal(inPieces(all, 1).length, 100);
});
