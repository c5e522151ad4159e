import assert from "node:assert/strict";
import * as fc from "fast-check";
import { FLAG_SOURCES } from "../../../src/core/boundary/flag_source.ts";
import { FlagBook } from "../../../src/portals/session/flag_book.ts";

Deno.test("FlagBook lets the most trusted source count, in whatever order they speak", () => {
  fc.assert(fc.property(fc.shuffledSubarray([...FLAG_SOURCES], { minLength: 1 }), (order) => {
    // The user speaks last, as what the client says anew replaces what the user chose.
    const spoken = order.toSorted((a, b) => Number(a === "user") - Number(b === "user"));
    const book = new FlagBook({});
    for (const source of spoken) book.tell(source, { term: source });
    const best = FLAG_SOURCES.find((source) => order.includes(source));
    assert.deepEqual(book.known, { protocolFlags: { term: best }, flagSources: { term: best } });
  }));
});

Deno.test("FlagBook keeps what the user chose until the client says something new", () => {
  const book = new FlagBook({});
  book.tell("client", { screenWidth: 70 });
  book.tell("user", { screenWidth: 100 });
  book.tell("client", { screenWidth: 70 });
  assert.equal(book.known.protocolFlags.screenWidth, 100, "nothing new");
  book.tell("client", { screenWidth: 90 });
  assert.equal(book.known.protocolFlags.screenWidth, 90);
  assert.equal(book.known.flagSources.screenWidth, "client");
});

Deno.test("FlagBook.decide() holds against all that was told, and against weaker sources later", () => {
  const book = new FlagBook({ ansi: true });
  book.tell("gmcp", { clientName: "MUDLET" });
  book.decide({ ansi: false, clientName: "MINE" }, { ansi: "user", clientName: "user" });
  book.tell("mtts", { ansi: true });
  assert.deepEqual(book.known.protocolFlags, { ansi: false, clientName: "MINE" });
  book.decide({ clientName: "TTYPE" }, { clientName: "ttype" });
  assert.deepEqual(book.known.flagSources, { ansi: "user", clientName: "ttype" });
});

Deno.test("FlagBook.decide() forgets a flag that came from nowhere", () => {
  const book = new FlagBook({ ansi: true });
  book.decide({ ansi: undefined }, {});
  assert.deepEqual(book.known, { protocolFlags: {}, flagSources: {} });
});
