import assert from "node:assert/strict";
import type { ServerMessage } from "../../../src/core/boundary/messages.ts";
import { EndedSessions } from "../../../src/core/session/ended_sessions.ts";
import { sessidOf } from "./far_portal.ts";

function ending(...sessids: readonly number[]): ServerMessage {
  return { kind: "disconnect", sessids, reason: "booted", text: null };
}

function reasonOf(ended: EndedSessions, sessid: number): string | undefined {
  const end = ended.endOf(sessid);
  return end?.kind === "disconnect" ? end.reason : end?.kind;
}

Deno.test("EndedSessions remembers why sessions of several Portals ended, until they are told of", () => {
  const ended = new EndedSessions();
  ended.note(ending(sessidOf(7, 0), sessidOf(8, 0)));
  assert.deepEqual(
    [sessidOf(7, 0), sessidOf(8, 0), sessidOf(7, 1)].map((id) => reasonOf(ended, id)),
    [
      ...["booted", "booted", undefined],
    ],
  );
  ended.delete(sessidOf(7, 0));
  assert.equal(reasonOf(ended, sessidOf(7, 0)), undefined);
});

Deno.test("EndedSessions remembers nothing of the only Portal of a process, and of no other message", () => {
  const ended = new EndedSessions();
  ended.note(ending(1));
  ended.note({ kind: "output", sessids: [sessidOf(7, 0)], calls: [] });
  assert.deepEqual([reasonOf(ended, 1), reasonOf(ended, sessidOf(7, 0))], [undefined, undefined]);
});

Deno.test("EndedSessions.keepOnly() forgets what a Portal does not name, and nothing of others", () => {
  const ended = new EndedSessions();
  ended.note(ending(sessidOf(7, 0), sessidOf(7, 1), sessidOf(8, 0)));
  ended.keepOnly(7, new Set([sessidOf(7, 1)]));
  assert.deepEqual(
    [sessidOf(7, 0), sessidOf(7, 1), sessidOf(8, 0)].map((id) => reasonOf(ended, id)),
    [
      ...[undefined, "booted", "booted"],
    ],
  );
});

Deno.test("EndedSessions forgets the oldest when there are too many", () => {
  const ended = new EndedSessions();
  for (let nth = 0; nth < 10_001; nth++) ended.note(ending(sessidOf(7, nth)));
  assert.equal(reasonOf(ended, sessidOf(7, 0)), undefined);
  assert.equal(reasonOf(ended, sessidOf(7, 1)), "booted");
  assert.equal(reasonOf(ended, sessidOf(7, 10_000)), "booted");
});

Deno.test("EndedSessions remembers where sessions went, to be said again as it was", () => {
  const ended = new EndedSessions();
  const sessid = sessidOf(7, 0);
  const transfer = {
    ...{ kind: "transfer", sessid, realm: "arena", passport: null } as const,
    ...{ carry: { gold: 3 }, line: 4, text: "Off you go." },
  };
  ended.note(transfer);
  assert.deepEqual(ended.endOf(sessid), transfer);
  ended.keepOnly(7, new Set());
  assert.equal(ended.endOf(sessid), undefined);
});
