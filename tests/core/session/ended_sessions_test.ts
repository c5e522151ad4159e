import assert from "node:assert/strict";
import type { ServerMessage } from "../../../src/core/boundary/messages.ts";
import { EndedSessions } from "../../../src/core/session/ended_sessions.ts";
import { sessidOf } from "./far_portal.ts";

function ending(...sessids: readonly number[]): ServerMessage {
  return { kind: "disconnect", sessids, reason: "booted", text: null };
}

Deno.test("EndedSessions remembers why sessions of several Portals ended, until they are told of", () => {
  const ended = new EndedSessions();
  ended.note(ending(sessidOf(7, 0), sessidOf(8, 0)));
  assert.deepEqual(
    [sessidOf(7, 0), sessidOf(8, 0), sessidOf(7, 1)].map((id) => ended.reasonOf(id)),
    [
      ...["booted", "booted", undefined],
    ],
  );
  ended.delete(sessidOf(7, 0));
  assert.equal(ended.reasonOf(sessidOf(7, 0)), undefined);
});

Deno.test("EndedSessions remembers nothing of the only Portal of a process, and of no other message", () => {
  const ended = new EndedSessions();
  ended.note(ending(1));
  ended.note({ kind: "output", sessids: [sessidOf(7, 0)], calls: [] });
  assert.deepEqual([ended.reasonOf(1), ended.reasonOf(sessidOf(7, 0))], [undefined, undefined]);
});

Deno.test("EndedSessions.keepOnly() forgets what a Portal does not name, and nothing of others", () => {
  const ended = new EndedSessions();
  ended.note(ending(sessidOf(7, 0), sessidOf(7, 1), sessidOf(8, 0)));
  ended.keepOnly(7, new Set([sessidOf(7, 1)]));
  assert.deepEqual(
    [sessidOf(7, 0), sessidOf(7, 1), sessidOf(8, 0)].map((id) => ended.reasonOf(id)),
    [
      ...[undefined, "booted", "booted"],
    ],
  );
});

Deno.test("EndedSessions forgets the oldest when there are too many", () => {
  const ended = new EndedSessions();
  for (let nth = 0; nth < 10_001; nth++) ended.note(ending(sessidOf(7, nth)));
  assert.equal(ended.reasonOf(sessidOf(7, 0)), undefined);
  assert.equal(ended.reasonOf(sessidOf(7, 1)), "booted");
  assert.equal(ended.reasonOf(sessidOf(7, 10_000)), "booted");
});
