import assert from "node:assert/strict";
import { Lab, LIMITS, prompt, text } from "../../tests/portals/telnet/telnet_lab.ts";
import { assertCall, assertCleanLine, assertFlags, cutsOf } from "../checks.ts";
import type { FuzzTarget } from "../fuzz_target.ts";
import { MSDP_LIMITS, OOB_NAMES } from "../oob_samples.ts";

/** What a connection may answer: so much in any case, and so many bytes for each that came. */
const MOST_ANSWER = 32 * 1024;
const MOST_ANSWER_PER_BYTE = 100;

/** A whole telnet connection, with every option, a game that speaks and a hidden question. */
export const TELNET_CONNECTION: FuzzTarget = {
  name: "telnet_connection",
  holds:
    "no error, no control character in a line or call, and a bounded answer; it ends when told",
  async run(bytes) {
    const [first = 0] = bytes;
    const pieces = cutsOf(bytes.subarray(1))[first % 3] ?? [];
    const lab = new Lab({
      mxp: true,
      characterMode: first & 4 ? "offered" : "asked",
      msdp: { limits: MSDP_LIMITS, names: () => OOB_NAMES },
    });
    await lab.start();
    if (first & 8) await lab.setInputMode("secret");
    await lab.deliver(text("Welcome."), prompt("> "));
    for (const piece of pieces) {
      lab.peer.send(piece);
      await lab.answer();
    }
    await lab.deliver(text("A bell rings."), ["room_info", [], { num: 1 }]);
    await lab.advance(5_000);
    await lab.end();
    assert.ok(lab.peer.isClosed, "the connection stays open");
    const errors = lab.trace.filter(({ kind }) => kind === "telnet:error");
    assert.deepEqual(errors, [], "the connection failed");
    for (const line of lab.sink.lines) {
      assertCleanLine(line);
      assert.ok(line.length <= LIMITS.lineCharacters, "a line is longer than its limit");
    }
    lab.sink.calls.forEach(assertCall);
    assertFlags(lab.sink.flags);
    const sent = lab.peer.writes.reduce((sum, write) => sum + write.length, 0);
    assert.ok(sent <= MOST_ANSWER + MOST_ANSWER_PER_BYTE * bytes.length, `${sent} bytes were sent`);
  },
};
