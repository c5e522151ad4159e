import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import { readClient, readClientName } from "../client_name.ts";
import type { PtyRequest } from "./ssh_library.ts";

/** Bounds of a window's size; beyond them it is taken for one of these. */
const WIDTH = { least: 20, most: 500 } as const;
const HEIGHT = { least: 5, most: 300 } as const;

/** Terminals that show no colour. */
const COLORLESS = /^(?:$|dumb|unknown|vt[125]\d\d|.*-(?:mono|m)$)/i;
const TRUE_COLOR = /truecolor|-direct|24bit|^(?:alacritty|xterm-kitty|kitty|wezterm|foot|ghostty)/i;
const COLORS_256 = /256color/i;

/** Returns what a client's own name, such as `OpenSSH_9.2p1`, tells of it. */
export function clientFlags(software: string): ProtocolFlags {
  const [name, version] = software.split("_", 2);
  return { ...readClient(name, version), secure: true, utf8: true, encoding: "utf-8" };
}

/** Returns what a terminal's type tells of its colours. */
export function termFlags(term: string): ProtocolFlags {
  const name = readClientName(term);
  const trueColor = TRUE_COLOR.test(term);
  return {
    ...name === undefined ? {} : { term: name },
    ansi: !COLORLESS.test(term),
    xterm256: trueColor || COLORS_256.test(term),
    trueColor,
  };
}

/** Returns the size of a window in characters; 0 is unknown. */
export function sizeFlags({ cols, rows }: Omit<PtyRequest, "term">): ProtocolFlags {
  return {
    ...cols > 0 ? { screenWidth: clamp(cols, WIDTH) } : {},
    ...rows > 0 ? { screenHeight: clamp(rows, HEIGHT) } : {},
  };
}

function clamp(size: number, { least, most }: { readonly least: number; readonly most: number }) {
  return Math.min(most, Math.max(least, size));
}
