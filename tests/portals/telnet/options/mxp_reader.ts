/** What a client makes of what it was sent once it has MXP. */
export interface ReadMxp {
  /** What it shows. */
  readonly text: string;
  /** What it obeys. */
  readonly tags: readonly string[];
}

type Mode = "open" | "secure" | "locked" | "once";

// deno-lint-ignore no-control-regex -- the codes begin with one
const CODE = /^\x1b\[(\d)z/;
const START = /^\xff\xfa\x5b\xff\xf0/;
const TAG = /^<[^>]*>/;
const MODES = ["open", "secure", "locked", "open", "once", "open", "secure", "locked"] as const;
/** From here on, a mode holds over the ends of lines. */
const FIRST_STANDING = 5;

/**
 * Reads output as the specification of MXP has it: which `<` begin a tag depends on the mode, and
 * those set for a line end with it.
 */
export function readMxp(sent: string): ReadMxp {
  let [text, rest] = ["", sent];
  let standing: Mode = "open";
  let mode: Mode = standing;
  let before: Mode = standing;
  const tags: string[] = [];
  while (rest !== "") {
    const [code = "", digit] = CODE.exec(rest) ?? [];
    const [tag = ""] = mode === "locked" ? [] : TAG.exec(rest) ?? [];
    const [start = ""] = START.exec(rest) ?? [];
    if (code !== "") {
      before = mode;
      mode = MODES[Number(digit)] ?? mode;
      if (Number(digit) >= FIRST_STANDING) standing = mode;
    } else if (tag !== "") {
      tags.push(tag);
      if (mode === "once") mode = before;
    } else if (start === "") {
      text += rest.slice(0, 1);
      if (rest.startsWith("\n")) mode = standing;
    }
    rest = rest.slice((code || tag || start).length || 1);
  }
  return { text, tags };
}
