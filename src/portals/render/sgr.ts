import type { Color, Style } from "../../core/text/spans.ts";
import { channel, toPalette16, toPalette256 } from "./colors.ts";

/** How many colours a client shows. */
export type ColorDepth = "ansi16" | "ansi256" | "truecolor";

/** What a client has been told of a style: SGR parameters by what they set (ECMA-48, 8.3.117). */
export type SgrState = ReadonlyMap<string, string>;

/** A client that shows its defaults. */
export const SGR_DEFAULT: SgrState = new Map();

/** Returns the SGR parameters of a style, in the colours that the client can show. */
export function sgrState(style: Style, depth: ColorDepth): SgrState {
  const state = new Map<string, string>();
  if (style.bold) state.set("bold", "1");
  if (style.italic) state.set("italic", "3");
  if (style.underline) state.set("underline", "4");
  if (style.blink) state.set("blink", "5");
  if (style.inverse) state.set("inverse", "7");
  if (style.strike) state.set("strike", "9");
  if (style.fg !== undefined) setForeground(state, style.fg, depth);
  if (style.bg !== undefined) state.set("bg", background(style.bg, depth));
  return state;
}

/**
 * Returns what to send so that a client changes from one state to another.
 *
 * Nothing is switched off by its own parameter, which old clients do not know: all is reset, and
 * what stays is said again.
 */
export function sgrChange(from: SgrState, to: SgrState): string {
  const isReset = from.keys().some((name) => !to.has(name));
  const codes = isReset
    ? ["0", ...to.values()]
    : Array.from(to).filter(([name, code]) => from.get(name) !== code).map(([, code]) => code);
  return codes.length === 0 ? "" : `\x1b[${codes.join(";")}m`;
}

// Bold is how clients with 16 colours make the bright ones; few of them know 90-97.
function setForeground(state: Map<string, string>, color: Color, depth: ColorDepth): void {
  if (depth !== "ansi16") {
    state.set("fg", extended("3", color, depth));
    return;
  }
  const index = toPalette16(color);
  if (index >= 8) state.set("bold", "1");
  state.set("fg", `3${index % 8}`);
}

function background(color: Color, depth: ColorDepth): string {
  return depth === "ansi16" ? `4${toPalette16(color) % 8}` : extended("4", color, depth);
}

function extended(ground: "3" | "4", color: Color, depth: "ansi256" | "truecolor"): string {
  if (color.kind === "rgb" && depth === "truecolor") {
    const { red, green, blue } = color;
    return `${ground}8;2;${channel(red)};${channel(green)};${channel(blue)}`;
  }
  const index = toPalette256(color);
  return index < 8 ? `${ground}${index}` : `${ground}8;5;${index}`;
}
