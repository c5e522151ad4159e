import type { Link } from "../../core/text/spans.ts";

/** How a terminal can be given links, best first where it knows several. */
export interface LinkWays {
  /** By MXP's tags. */
  readonly mxp: boolean;
  /** By OSC 8, for addresses. */
  readonly osc8: boolean;
  /** By OSC 8, for commands, which Mudlet takes as addresses of a scheme of its own. */
  readonly osc8Send: boolean;
  /** By the Mud Server Link Protocol, which knows commands only. */
  readonly mslp: boolean;
}

/** What stands before and after the label of a link, or of each differently styled part of it. */
export interface LinkCodes {
  readonly before: string;
  readonly after: string;
  readonly isByPart: boolean;
}

/** The next tag is ours (MXP, "temp secure"); without it nothing is a tag in a locked session. */
const SECURE = "\x1b[4z";
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
]);

/**
 * Returns the codes that make a link on a terminal, or `null` where it can have none.
 *
 * @param link A link that may be followed: it holds no control character.
 * @param ways What the terminal knows.
 */
export function linkCodes(link: Link, ways: LinkWays): LinkCodes | null {
  return link.kind === "url" ? urlCodes(link.url, ways) : commandCodes(link.command, ways);
}

function urlCodes(url: string, { osc8, mxp }: LinkWays): LinkCodes | null {
  if (osc8) return oscCodes(ascii(url));
  return mxp ? mxpTag("a", url) : null;
}

function commandCodes(command: string, { osc8Send, mxp, mslp }: LinkWays): LinkCodes | null {
  if (osc8Send) return oscCodes(`send:${encodeURIComponent(command.toWellFormed())}`);
  // A pipe in it would make a menu of several commands.
  if (mxp && !command.includes("|")) return mxpTag("send", command);
  if (!mslp) return null;
  // The client takes for the label what is underlined after the code.
  return { before: `\x1b]68;1;SEND;${command}\x07\x1b[4m`, after: "\x1b[24m", isByPart: true };
}

function oscCodes(address: string): LinkCodes {
  return { before: `\x1b]8;;${address}\x1b\\`, after: "\x1b]8;;\x1b\\", isByPart: false };
}

function mxpTag(name: "a" | "send", href: string): LinkCodes {
  const escaped = href.replace(/[&<>"]/g, (character) => ENTITIES.get(character) ?? "");
  return {
    before: `${SECURE}<${name} href="${escaped}">`,
    after: `${SECURE}</${name}>`,
    isByPart: false,
  };
}

/** An address in OSC 8 may hold nothing but printable ASCII. */
function ascii(url: string): string {
  return url.toWellFormed().replace(/[^\x21-\x7e]/gu, encodeURIComponent);
}
