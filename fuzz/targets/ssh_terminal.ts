import assert from "node:assert/strict";
import { EditedTerminal } from "../../src/portals/line_editor/edited_terminal.ts";
import type { Terminal, TerminalEvents } from "../../src/portals/line_editor/terminal.ts";
import { PlainTerminal } from "../../src/portals/ssh/plain_terminal.ts";
import { assertCleanLine, cutsOf } from "../checks.ts";
import type { FuzzTarget } from "../fuzz_target.ts";

const LIMITS = { maxCharacters: 200, maxHistory: 5 } as const;
const WINDOW = { width: 40, term: "xterm" } as const;
/** What is drawn for one byte, at most: a line is drawn again for each key. */
const MOST_DRAWN = 4_096;

/** The keys that a terminal sends over SSH; the same editor serves telnet in character mode. */
export const SSH_TERMINAL: FuzzTarget = {
  name: "ssh_terminal",
  holds: "the same lines wherever the bytes are cut, clean and within their limit; bounded drawing",
  words: [
    "\x1b[A",
    "\x1b[B",
    "\x1b[D",
    "\x1b[3~",
    "\x1b[200~",
    "\x1b[201~",
    "\x1bb",
    "\x17",
    "\x15",
    "\x19",
  ],
  run(bytes) {
    for (const make of [editedTerminal, plainTerminal]) {
      const [whole, ...cut] = cutsOf(bytes).map((pieces) => told(make, pieces));
      for (const one of cut) assert.deepEqual(one, whole);
    }
  },
};

function editedTerminal(events: TerminalEvents): Terminal {
  const terminal = new EditedTerminal(WINDOW, LIMITS, events);
  terminal.loggedIn();
  return terminal;
}

function plainTerminal(events: TerminalEvents): Terminal {
  return new PlainTerminal(LIMITS, events);
}

/** Returns what a terminal told of its user. */
function told(
  make: (events: TerminalEvents) => Terminal,
  pieces: readonly Uint8Array[],
): readonly string[] {
  const told: string[] = [];
  let drawn = 0;
  const terminal = make({
    send: (bytes) => void (drawn += bytes.length),
    line(text) {
      assertCleanLine(text);
      assert.ok(text.length <= LIMITS.maxCharacters, "a line is longer than its limit");
      told.push(`line ${text}`);
    },
    tooLong: () => told.push("too long"),
    leave: () => told.push("leave"),
    interrupted: () => told.push("interrupted"),
  });
  terminal.prompt(new TextEncoder().encode("> "));
  let length = 0;
  for (const piece of pieces) {
    terminal.receive(piece);
    length += piece.length;
  }
  terminal.finish();
  assert.ok(drawn <= MOST_DRAWN * (length + 1), `${drawn} bytes were drawn`);
  return told;
}
