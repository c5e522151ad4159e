import type { Act, Step } from "../../src/plugins/testing/transcript.ts";

const BEGIN = "<!-- visit -->\n";
const END = "<!-- /visit -->\n";

/**
 * Writes a visit as a fenced block of Markdown, as it looks on a terminal.
 *
 * @param steps What was done.
 * @param screens What was shown after each act.
 */
export function visitBlock(steps: readonly Step[], screens: readonly string[]): string {
  const parts = steps.map(({ act }, at) => `${typed(act)}${lines(screens[at] ?? "")}`);
  return `\n\`\`\`text\n$ telnet localhost 4000\n${parts.join("")}\`\`\`\n\n`;
}

/** Returns what a Markdown document has between its marks. */
export function readBlock(document: string): string {
  const [begin, end] = bounds(document);
  return document.slice(begin, end);
}

/** Returns a Markdown document with another block between its marks. */
export function replaceBlock(document: string, block: string): string {
  const [begin, end] = bounds(document);
  return document.slice(0, begin) + block + document.slice(end);
}

function bounds(document: string): readonly [begin: number, end: number] {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END, begin);
  if (begin < 0 || end < 0) throw new Error(`Cannot find the lines ${BEGIN}and ${END}`);
  return [begin + BEGIN.length, end];
}

/** A hidden line leaves no trace; what happens elsewhere stands in brackets. */
function typed(act: Act): string {
  switch (act.kind) {
    case "arrive":
    case "typeHidden":
      return "";
    case "type":
      return `\n> ${act.line}\n`;
    case "elsewhere":
      return `\n(Berta types: ${act.line})\n`;
  }
}

function lines(screen: string): string {
  const shown = screen.replace(/[ \t]+$/gm, "").replace(/^\n+|\n+$/g, "");
  return shown === "" ? "" : `${shown}\n`;
}
