import assert from "node:assert/strict";
import fc from "fast-check";
import { mask } from "./mask.ts";

Deno.test("mask() takes string literals out and keeps them in order", () => {
  assert.deepEqual(mask(`a("x", 'it\\'s "y"');`), {
    code: 'a("0", "1");',
    strings: ["x", `it\\'s "y"`],
  });
});

Deno.test("mask() leaves comments out and keeps their line ends", () => {
  assert.equal(mask('a; // "b"\n/* c\n */ d; /** "e */').code, "a; \n \n d;  ");
});

Deno.test("mask() leaves a template's text out and keeps its substitutions, nested ones too", () => {
  assert.equal(mask("`a ${b({ c: `d ${e}` })} f\\` ${g} $h`;").code, "`(b({ c: `(e)` }))`(g)`;");
});

Deno.test("mask() tells a regular expression from a division", () => {
  assert.equal(mask(`x = /["/]'\\/"/g;`).code, "x = 0;");
  assert.equal(
    mask(`return /'/.test(y) ? a / b : c[0] / "d";`).code,
    'return 0.test(y) ? a / b : c[0] / "0";',
  );
});

Deno.test("mask() keeps every line where it was, whatever the text", () => {
  const piece = fc.constantFrom(
    "`",
    "${",
    "}",
    "{",
    '"',
    "'",
    "/",
    "*",
    "//",
    "\\",
    "\n",
    "a",
    " ",
  );
  fc.assert(fc.property(fc.array(piece), (pieces) => {
    const text = pieces.join("");
    const { code, strings } = mask(text);
    const lines = (part: string): number => part.split("\n").length - 1;
    const kept = lines(code) + strings.reduce((sum, string) => sum + lines(string), 0);
    assert.equal(kept, lines(text));
  }));
});
