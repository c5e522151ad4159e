import assert from "node:assert/strict";
import fc from "fast-check";
import { stripMarkup } from "../../../src/plugins/api.ts";
import { findObject, whichOne } from "../../../src/plugins/builtin/find_object.ts";
import { things } from "./empty_world.ts";

/** The numbers of what was found, counted from 0. */
function foundAmong(names: readonly (string | readonly string[])[], typed: string): number[] {
  const objects = things(names);
  const found = findObject(objects, typed);
  if (found.kind === "none") return [];
  const all = found.kind === "one" ? [found.object] : found.objects;
  return all.map((object) => objects.indexOf(object));
}

Deno.test("findObject() goes by name or alias, whatever the case", () => {
  assert.deepEqual(foundAmong(["ball", "Lamp"], "lamp"), [1]);
  assert.deepEqual(foundAmong(["ball", ["brass lamp", "Light"]], "LIGHT"), [1]);
});

Deno.test("findObject() prefers a whole name to the beginning of another", () => {
  assert.deepEqual(foundAmong(["balloon", "ball"], "ball"), [1]);
});

Deno.test("findObject() takes the beginning of one name, and lists several", () => {
  assert.deepEqual(foundAmong(["balloon", "lamp"], "ba"), [0]);
  assert.deepEqual(foundAmong(["balloon", "lamp", "ball"], "ba"), [0, 2]);
});

Deno.test("findObject() takes a number before the name", () => {
  assert.deepEqual(foundAmong(["ball", "lamp", "ball"], "2-ball"), [2]);
  assert.deepEqual(foundAmong(["ball", "lamp", "ball"], "3-ball"), []);
  assert.deepEqual(foundAmong(["ball"], "0-ball"), []);
});

Deno.test("findObject() takes a number that belongs to the name for the name", () => {
  assert.deepEqual(foundAmong(["ball", "ball", "2-ball"], "2-ball"), [2]);
});

Deno.test("findObject() finds nothing by nothing", () => {
  assert.deepEqual(foundAmong(["ball"], ""), []);
  assert.deepEqual(foundAmong([], "ball"), []);
});

Deno.test("whichOne() offers choices that find what they say", () => {
  const name = fc.string({ unit: fc.constantFrom("a", "b", "-", "1", "2"), minLength: 1 });
  fc.assert(fc.property(fc.array(name, { maxLength: 6 }), name, (names, typed) => {
    const objects = things(names);
    const found = findObject(objects, typed);
    // A name that itself begins like a number is found before the number is looked at.
    if (found.kind !== "many" || names.some((one) => /^\d{1,3}-/.test(one))) return;
    for (const [at, object] of found.objects.entries()) {
      assert.ok(stripMarkup(whichOne(found, "get")).includes(`${at + 1}-${typed}`));
      assert.deepEqual(findObject(objects, `${at + 1}-${typed}`), { kind: "one", object });
    }
  }));
});

Deno.test("whichOne() makes links, and names what was not typed whole", () => {
  const found = findObject(things(["ball", "balloon"]), "bal");
  assert.ok(found.kind === "many");
  assert.equal(
    whichOne(found, "get"),
    "Which one? |lcget 1-bal|lt1-bal|le (|cball|n), |lcget 2-bal|lt2-bal|le (|cballoon|n)",
  );
});

Deno.test("whichOne() lists ten at most", () => {
  const found = findObject(things(Array.from({ length: 25 }, () => "ball")), "ball");
  assert.ok(found.kind === "many");
  const text = stripMarkup(whichOne(found, "get"));
  assert.ok(text.endsWith("10-ball and 15 more"), text);
});
