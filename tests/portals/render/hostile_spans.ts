import fc from "fast-check";
import { parseMarkup } from "../../../src/core/text/markup.ts";
import type { Color, Link, Span } from "../../../src/core/text/spans.ts";
import { hostileText } from "../../core/text/hostile_text.ts";

const level = fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(-1, 1.5, 999, Number.NaN));

const color: fc.Arbitrary<Color> = fc.oneof(
  fc.record({ kind: fc.constant("palette" as const), index: level }),
  fc.record({ kind: fc.constant("rgb" as const), red: level, green: level, blue: level }),
);

const link: fc.Arbitrary<Link> = fc.oneof(
  fc.record({ kind: fc.constant("command" as const), command: hostileText }),
  fc.record({
    kind: fc.constant("url" as const),
    url: fc.oneof(hostileText, hostileText.map((text) => `https://${text}`)),
  }),
);

const on = fc.constant(true as const);

const span: fc.Arbitrary<Span> = fc.record({
  text: hostileText,
  fg: color,
  bg: color,
  bold: on,
  underline: on,
  italic: on,
  strike: on,
  inverse: on,
  blink: on,
  link,
}, { requiredKeys: ["text"] });

/** Spans as the parser makes them of hostile markup, and as no parser would make them. */
export const hostileSpans: fc.Arbitrary<readonly Span[]> = fc.oneof(
  hostileText.map(parseMarkup),
  fc.array(span, { maxLength: 5 }),
);
