import assert from "node:assert/strict";
import { LastWords } from "../../src/core/last_words.ts";
import type { SessionCore } from "../../src/core/session/session_core.ts";
import type { RanLine } from "../../src/core/store/store.ts";
import { newSession } from "./session/new_session.ts";

/** A session of which so many numbered lines were taken, and none waits. */
function sessionWith(lines: number): SessionCore {
  const core = newSession();
  for (let line = 1; line <= lines; line++) core.inbox.accept(line);
  return core;
}

Deno.test("LastWords.take() tells once how far a session's lines were run", () => {
  const words = new LastWords(() => {});
  const core = sessionWith(3);
  words.ran(core);
  words.ran(core);
  assert.deepEqual(words.take(), [{ kind: "ran", lines: [[7, 3]] }]);
  words.ran(core);
  assert.deepEqual(words.take(), [], "it was told so already");
});

Deno.test("LastWords.take() tells of no line that waits, and of no session without numbers", () => {
  const words = new LastWords(() => {});
  const core = sessionWith(3);
  const call = ["text", ["look"], {}] as const;
  core.inbox.push({ call, isSecret: false });
  core.inbox.push({ call, isSecret: false, number: 2 });
  words.ran(core);
  words.ran(newSession());
  assert.deepEqual(words.take(), [{ kind: "ran", lines: [[7, 1]] }]);
  core.inbox.take();
  core.inbox.take();
  words.ran(core);
  assert.deepEqual(words.take(), [{ kind: "ran", lines: [[7, 3]] }]);
});

Deno.test("LastWords.take() says last who has joined, each time", () => {
  const words = new LastWords(() => {});
  for (const portal of [8, 7, 8]) words.joined(portal);
  words.ran(sessionWith(1));
  assert.deepEqual(words.take(), [
    { kind: "ran", lines: [[7, 1]] },
    ...[8, 7, 8].map((portal) => ({ kind: "joined", portal })),
  ]);
  assert.deepEqual(words.take(), []);
});

Deno.test("LastWords.keep() has what was dropped said again, as far as lines have come by then", () => {
  const words = new LastWords(() => {});
  const core = sessionWith(1);
  words.ran(core);
  words.joined(8);
  const first = words.take();
  core.inbox.accept(2);
  words.ran(core);
  const second = words.take();
  assert.equal(
    words.keep([...first, ...second, { kind: "control", action: "reload", sessid: 1 }]),
    true,
  );
  assert.deepEqual(words.take(), [{ kind: "ran", lines: [[7, 2]] }, { kind: "joined", portal: 8 }]);
  assert.equal(words.keep([{ kind: "control", action: "reload", sessid: 1 }]), false);
  assert.deepEqual(words.take(), []);
});

Deno.test("LastWords.take() names the lines of sessions whose command goes on, or pauses", () => {
  const begun: RanLine[] = [];
  const words = new LastWords((ran) => begun.push(ran));
  const core = sessionWith(1);
  const hold = core.inbox.holds.take();
  const tell = (line: number) => {
    core.inbox.accept(line);
    words.ran(core);
    words.take();
  };
  tell(2);
  core.inbox.holds.leave(hold);
  tell(3);
  core.inbox.holds.end(hold);
  tell(4);
  assert.deepEqual(begun, [[7, 2], [7, 3]]);
});

Deno.test("LastWords.take() names what was run ahead of lines that wait, which the Portal is not told", () => {
  const begun: RanLine[] = [];
  const words = new LastWords((ran) => begun.push(ran));
  const core = sessionWith(1);
  const call = ["text", ["look"], {}] as const;
  core.inbox.accept(2);
  core.inbox.push({ call, isSecret: false, number: 2 });
  words.ran(core);
  assert.deepEqual(words.take(), [{ kind: "ran", lines: [[7, 1]] }]);
  assert.deepEqual(begun, []);
  core.inbox.accept(3);
  words.ran(core);
  assert.deepEqual(words.take(), []);
  assert.deepEqual(begun, [[7, 1, [[3, 3]]]]);
});
