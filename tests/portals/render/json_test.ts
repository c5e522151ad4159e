import assert from "node:assert/strict";
import fc from "fast-check";
import { parseMarkup } from "../../../src/core/text/markup.ts";
import { renderJson } from "../../../src/portals/render/json.ts";
import { FORBIDDEN_CONTROL } from "../../core/text/hostile_text.ts";
import { hostileSpans } from "./hostile_spans.ts";

Deno.test("renderJson() names every style by its letter", () => {
  assert.deepEqual(renderJson(parseMarkup("|h|u|i|s|*|^x")), [{ t: "x", s: "buisvk" }]);
});

Deno.test("renderJson() leaves out what is the page's default", () => {
  assert.deepEqual(Object.keys(renderJson([{ text: "x" }])[0] ?? {}), ["t"]);
});

Deno.test("renderJson() leaves out unsafe links and empty spans", () => {
  const link = { kind: "command", command: "look\nquit" } as const;
  assert.deepEqual(renderJson([{ text: "" }, { text: "x", link }]), [{ t: "x" }]);
});

Deno.test("renderJson() gives plain data with nothing hidden in it", () => {
  fc.assert(fc.property(hostileSpans, (spans) => {
    const json = renderJson(spans);
    assert.deepEqual(JSON.parse(JSON.stringify(json)), json);
    for (const { t, f, b, s, c, u } of json) {
      assert.doesNotMatch(`${t}${c}${u}`, FORBIDDEN_CONTROL);
      assert.match(
        `${f} ${b}`,
        /^(?:undefined|#[0-9a-f]{6}|\d{1,3}) (?:undefined|#[0-9a-f]{6}|\d{1,3})$/,
      );
      assert.match(s ?? "b", /^b?u?i?s?v?k?$/);
      assert.match(u ?? "https:", /^(?:https?|telnets?|mailto):/i);
    }
  }));
});
