import assert from "node:assert/strict";
import fc from "fast-check";
import { LineEditor } from "../../../src/portals/line_editor/line_editor.ts";
import { type EditKey, TerminalKeys } from "../../../src/portals/line_editor/terminal_keys.ts";

const LIMITS = { maxCharacters: 40, maxHistory: 3 };

function editorOf(limits = LIMITS) {
  const editor = new LineEditor(limits);
  editor.remembers = true;
  const keys = new TerminalKeys();
  const press = (typed: string) =>
    [...keys.read(new TextEncoder().encode(typed))].map((key) => editor.press(key));
  const view = () => {
    const { text, cursor } = editor.shown;
    return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
  };
  return { editor, press, view };
}

const EDITS: readonly (readonly [typed: string, view: string])[] = [
  ["abc\x1b[D\x1b[DX", "aX|bc"],
  ["abc\x01X\x05Y", "XabcY|"],
  ["abc\x02\x02\x0b", "a|"],
  ["one two\x02\x15", "|o"],
  ["one two\x17", "one |"],
  ["one two\x17\x17\x19\x19", "one one |"],
  ["one two\x1bb\x1bb\x1bf", "one| two"],
  ["one two\x01\x1bd", "| two"],
  ["a👩‍🚀b\x1b[D\x7f", "a|b"],
  ["e\u0301x\x1b[D\x1b[D\x1b[3~", "|x"],
  ["🇩🇪🇫🇷\x7f", "🇩🇪|"],
  ["漢字\x1b[Dx", "漢x|字"],
  ["ab\x01\x04", "|b"],
];

for (const [typed, expected] of EDITS) {
  Deno.test(`LineEditor makes ${JSON.stringify(typed)} of keys: ${expected}`, () => {
    const { press, view } = editorOf();
    press(typed);
    assert.equal(view(), expected);
  });
}

Deno.test("LineEditor gives a line at Enter, and goes back to those before", () => {
  const { press, view } = editorOf();
  assert.deepEqual(press("look\r").at(-1), { kind: "line", text: "look" });
  press("north\r\rnorth\rdraft\x1b[A\x1b[A");
  assert.equal(view(), "look|");
  press("\x1b[A\x1b[B");
  assert.equal(view(), "north|");
  press("\x1b[B");
  assert.equal(view(), "draft|");
});

Deno.test("LineEditor forgets the oldest line, and what a line was before it was recalled", () => {
  const { press, view } = editorOf();
  press("1\r2\r3\r4\r\x10\x10\x10\x10\x10");
  assert.equal(view(), "2|");
});

Deno.test("LineEditor shows and remembers nothing of a secret", () => {
  const { editor, press, view } = editorOf();
  editor.setMode("secret");
  press("hidden");
  assert.equal(view(), "|");
  assert.deepEqual(press("\r").at(-1), { kind: "line", text: "hidden" });
  press("half");
  editor.setMode("normal");
  assert.equal(view(), "|");
  press("\x10\x19");
  assert.equal(view(), "|");
});

Deno.test("LineEditor recalls no line while a secret is typed", () => {
  const { editor, press } = editorOf();
  press("north\r");
  editor.setMode("secret");
  assert.deepEqual(press("\x1b[A\r"), [undefined, { kind: "line", text: "" }]);
});

Deno.test("LineEditor remembers no line that may hold a password", () => {
  const { editor, press, view } = editorOf();
  press("password old = new\ruserpassword anna = new\rconnect anna new\r\x10");
  assert.equal(view(), "|");
  editor.remembers = false;
  press("look\r\x10");
  assert.equal(view(), "|");
});

Deno.test("LineEditor tells Ctrl-C and Ctrl-D on an empty line from those within one", () => {
  const { press, view } = editorOf();
  assert.deepEqual(press("x\x03").at(-1), { kind: "interrupt", wasEmpty: false });
  assert.equal(view(), "|");
  assert.deepEqual(press("\x03\x04"), [
    { kind: "interrupt", wasEmpty: true },
    { kind: "endOfInput" },
  ]);
});

Deno.test("LineEditor drops a line that is too long to its end, and says so once", () => {
  const { press } = editorOf();
  const events = press(`${"x".repeat(41)}\x1b[Dmore\rlook\r`).filter((event) =>
    event !== undefined
  );
  assert.deepEqual(events.filter(({ kind }) => kind !== "edited"), [
    { kind: "tooLong" },
    { kind: "line", text: "look" },
  ]);
});

const KEYS: readonly EditKey[] = [
  ...["enter", "backspace", "delete", "left", "right", "home", "end", "wordLeft"] as const,
  ...["wordRight", "older", "newer", "killToEnd", "killToStart", "killWord"] as const,
  ...["killNextWord", "yank", "interrupt", "endOfInput", "redraw"] as const,
];

Deno.test("LineEditor keeps within its limits, and its cursor between characters", () => {
  const text = fc.constantFrom("a", " ", "👩‍🚀", "e\u0301", "漢", "🇩🇪", "long-word", "\u0301");
  const key = fc.oneof(
    text.map((text) => ({ kind: "text", text }) as const),
    fc.constantFrom(...KEYS).map((key) => ({ kind: "key", key }) as const),
  );
  fc.assert(fc.property(fc.array(key, { maxLength: 80 }), (typed) => {
    const { editor } = editorOf();
    for (const one of typed) {
      editor.press(one);
      const { text, cursor } = editor.shown;
      assert.ok(text.length <= LIMITS.maxCharacters && cursor >= 0 && cursor <= text.length);
      assert.ok(text.slice(0, cursor).isWellFormed() && text.slice(cursor).isWellFormed());
    }
  }));
});

Deno.test("LineEditor takes any number of keys in the longest line, since none of them takes long", () => {
  const editor = new LineEditor({ maxCharacters: 6000, maxHistory: 10 });
  editor.press({ kind: "text", text: " ".repeat(5000) + "é".repeat(999) + "x" });
  const keys: readonly EditKey[] = ["wordLeft", "left", "wordLeft", "end", "backspace", "yank"];
  for (let at = 0; at < 12_000; at++) {
    const key = keys[at % keys.length];
    if (key !== undefined) editor.press({ kind: "key", key });
  }
  assert.equal(editor.shown.text, " ".repeat(4000));
  assert.equal(editor.shown.cursor, 4000);
});
