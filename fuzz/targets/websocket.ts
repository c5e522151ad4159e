import assert from "node:assert/strict";
import { ManualClock } from "../../src/core/clock.ts";
import type { ClientFrame } from "../../src/portals/web/read_frame.ts";
import { chooseDialect, SUBPROTOCOLS } from "../../src/portals/web/dialects/choose_dialect.ts";
import type { DialectKind, Message } from "../../src/portals/web/dialects/dialect.ts";
import { SharedRender } from "../../src/portals/render/shared_render.ts";
import { assertCall, assertCleanLine, assertCleanText, assertFlags, depthOf } from "../checks.ts";
import type { FuzzTarget } from "../fuzz_target.ts";

const LIMITS = {
  maxLineLength: 200,
  maxDepth: 4,
  gmcp: { bytes: 1000, depth: 4, packages: 5, perSecond: 10 },
} as const;
/** A call's own arrays and objects stand around what it holds. */
const MOST_DEPTH = LIMITS.maxDepth + 2;
/** What one message may be answered with, in bytes. */
const MOST_ANSWER = 8_192;

const DIALECTS: readonly DialectKind[] = SUBPROTOCOLS.flatMap((name) => {
  const choice = chooseDialect(name);
  if (choice.kind !== "chosen" || choice.spoken.kind !== "messages") return [];
  return [choice.spoken.dialect];
});

/** One message of a websocket: the first byte chooses the dialect, and whether it is binary. */
export const WEBSOCKET: FuzzTarget = {
  name: "websocket",
  holds: "no throw in any dialect; clean lines, and flags and calls that may cross",
  words: [
    ...['["text",["look"],{}]', '["client_options",[],{"screenwidth":80}]', '"websocket_close"'],
    ...[
      '{"proto":"gmcp","id":"Core.Hello","data":"{}"}',
      '{"proto":"telnet_31","data":"AIQAKA=="}',
    ],
    ...['"proto"', '"data"', "Core.Supports.Add ", "Core.Ping"],
  ],
  async run(bytes) {
    const [choice = 0] = bytes;
    const kind = DIALECTS[choice % DIALECTS.length];
    assert.ok(kind !== undefined);
    let answered = 0;
    const dialect = kind.create({
      clock: new ManualClock(1_000),
      limits: LIMITS,
      flags: () => kind.flags,
      send: (message: Message) => void (answered += message.length),
      take: assertFrame,
      unsent: assertCleanText,
    });
    dialect.setInputMode(choice & 0x40 ? "secret" : "normal");
    dialect.read(bytes.subarray(1), (choice & 0x80) !== 0);
    dialect.deliver([["text", ["A bell rings."], {}]], new SharedRender());
    dialect.sayGoodbye("quit", null);
    await Promise.resolve(); // what is written together waits for the end of the turn
    assert.ok(answered <= MOST_ANSWER, `${answered} bytes were sent`);
  },
};

function assertFrame(frame: ClientFrame): void {
  switch (frame.kind) {
    case "lines":
      for (const line of frame.lines) {
        assertCleanLine(line);
        assert.ok(line.length <= LIMITS.maxLineLength, "a line is longer than its limit");
      }
      return;
    case "options":
      return assertFlags(frame.flags);
    case "call":
      assertCall(frame.call);
      return assert.ok(depthOf(frame.call) <= MOST_DEPTH, "too deep");
    case "ignored":
      return assertCleanLine(frame.why);
  }
}
