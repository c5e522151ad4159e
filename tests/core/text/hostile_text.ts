import fc from "fast-check";

const FRAGMENTS = [
  "\x1b[31m",
  "\x1b]0;title\x07",
  "\x1b]8;;http://x\x1b\\",
  "\x1b",
  "[2J",
  "\x9b2J",
  "\x9d",
  "\x9c",
  "\x00",
  "\x7f",
  "\xff\xf0",
  "\r\n",
  "\n",
  "\t",
  " ",
  "|",
  "||",
  "|n",
  "|r",
  "|!G",
  "|[b",
  "|[",
  "|500",
  "|=k",
  "|#f80",
  "|[#ff8800",
  "|h",
  "|H",
  "|u",
  "|*",
  "|/",
  "|>",
  "|lc",
  "|lu",
  "|lt",
  "|le",
  "|lulook|lt",
  "|luhttps://a.example/?a=1&b=<2>|lt",
  "|lclook \"me'|ltlook|le",
  "javascript:alert(1)",
  "<script>",
  "&amp;",
  "\"'",
  "\u202e",
  "\ud800",
  "日本",
  "👨‍👩‍👧",
  "e\u0301",
  "======",
] as const;

/** Text that mixes every kind of tag, control characters, escape sequences and anything else. */
export const hostileText: fc.Arbitrary<string> = fc.array(
  fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ unit: "binary", maxLength: 4 })),
  { maxLength: 20 },
).map((parts) => parts.join(""));

/** Control characters that no text may hold once it was parsed or escaped. */
// deno-lint-ignore no-control-regex -- control characters are what it is about
export const FORBIDDEN_CONTROL = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/;
