import assert from "node:assert/strict";
import { type PuppetOutcome, stripMarkup } from "../../../src/plugins/api.ts";
import { puppetRefusal } from "../../../src/plugins/builtin/puppet_refusal.ts";
import { emptyWorld } from "./empty_world.ts";

const ANNA = emptyWorld().create({ type: "character", name: "An|na" });

function shown(outcome: PuppetOutcome): string {
  return stripMarkup(puppetRefusal(outcome, ANNA) ?? "");
}

Deno.test("puppetRefusal() says nothing when the character is entered", () => {
  assert.equal(puppetRefusal({ kind: "puppeted", puppet: ANNA }, ANNA), undefined);
});

Deno.test("puppetRefusal() says in one line why not, names as they are written", () => {
  assert.equal(shown({ kind: "already" }), "You are An|na already.");
  assert.equal(shown({ kind: "notYours" }), "An|na is not yours to play.");
  assert.match(shown({ kind: "notLoggedIn" }), /^You must log in/);
  assert.match(shown({ kind: "inUse", by: "B|rob" }), /^An\|na is played by B\|rob just now/);
  assert.match(shown({ kind: "tooMany", limit: 1 }), /^You play 1 character already/);
});
