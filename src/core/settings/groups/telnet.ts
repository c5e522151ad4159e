import * as z from "zod";
import { findEncoding } from "../../text/encodings.ts";

/** Values end at control characters; a name is written as the lists of games write it. */
const fact = z.string().max(500).regex(/^\P{Cc}*$/u, "must be one line");
const factName = z.string().regex(/^[A-Z0-9][A-Z0-9 -]{0,39}$/, "must be in capital letters");

const encoding = z.string().transform((name, context) => {
  const found = findEncoding(name);
  if (found !== undefined) return found;
  context.addIssue({ code: "custom", message: "must be a known encoding" });
  return z.NEVER;
});

/** What telnet offers beyond lines and prompts. */
export const telnet = {
  characterMode: z.enum(["off", "asked", "offered"]).default("asked")
    .describe("Telnet clients whose lines the server edits: none, who ask for it, or who can."),
  lineHistory: z.int().min(0).max(1000).default(100)
    .describe("Typed lines that a user can go back to, over SSH and in telnet's character mode."),
  encodings: z.array(encoding).max(8).default(["iso-8859-1"])
    .meta({
      shape:
        'a list of at most 8 encodings, such as "windows-1251" or "gbk" (docs/encodings.md has all)',
    })
    .describe("What telnet reads a line as that is not UTF-8, the first that fits; offered, too."),
  mccp: z.enum(["off", "plain", "always"]).default("plain")
    .describe("Telnet output that may be compressed (MCCP2): none, without TLS, or all."),
  maxCompressedSessions: z.int().min(0).default(1_000)
    .describe("Sessions of one telnet port that may be compressed at once."),
  mxp: z.boolean().default(true)
    .describe("Offer links to telnet clients that know MXP."),
  mssp: z.record(factName, z.union([fact, z.array(fact).max(50)])).default({})
    .meta({ shape: "an object of strings, or lists of them, by names such as CONTACT" })
    .describe("What lists of games are told besides what the server knows itself (MSSP)."),
};
