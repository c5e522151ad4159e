import assert from "node:assert/strict";
import {
  flagChanges,
  type ProtocolFlags,
  ProtocolFlagsSchema,
} from "../../../src/core/boundary/flags.ts";

Deno.test("2.3.2 flagChanges() returns what is new or different, and nothing else", () => {
  const known = { screenWidth: 80, utf8: true };
  assert.deepEqual(flagChanges(known, { screenWidth: 80, utf8: false, term: "XTERM" }), {
    utf8: false,
    term: "XTERM",
  });
  assert.deepEqual(flagChanges(known, known), {});
});

Deno.test("flagChanges() takes a flag that is unknown again for a change", () => {
  assert.deepEqual(flagChanges({ term: "XTERM" }, { term: undefined }), { term: undefined });
  assert.deepEqual(flagChanges({}, { term: undefined }), {});
});

/** Evennia's flags, the name that each has here, or why there is none. */
const CATALOGUE: Readonly<Record<string, keyof ProtocolFlags | { readonly absent: string }>> = {
  ENCODING: "encoding",
  SCREENREADER: "screenReader",
  INPUTDEBUG: "inputDebug",
  RAW: { absent: "text that is not markup is escaped where it is made" },
  NOCOLOR: "noColor",
  LOCALECHO: { absent: "a client echoes by itself; telnet agrees with it on ECHO" },
  NOGOAHEAD: { absent: "nothing but a prompt is ever marked" },
  NOPROMPTGOAHEAD: "noPromptGoAhead",
  SCREENWIDTH: "screenWidth",
  SCREENHEIGHT: "screenHeight",
  AUTORESIZE: { absent: "a window's new size is always taken" },
  TTYPE: { absent: "`term` is there once the client has told it" },
  FORCEDENDLINE: { absent: "every line ends as the protocol says" },
  ANSI: "ansi",
  XTERM256: "xterm256",
  TRUECOLOR: "trueColor",
  CLIENTNAME: "clientName",
  TERM: "term",
  MTTS: "mtts",
  MCCP: "mccp",
  MXP: "mxp",
  OOB: "oob",
  NOPKEEPALIVE: "noKeepAlive",
  "UTF-8": "utf8",
  SSL: "secure",
  ISTYPING: { absent: "nobody is told that somebody types" },
};

/** What is known here and has no name in Evennia. */
const OURS: readonly (keyof ProtocolFlags)[] = [
  "clientVersion",
  "gmcp",
  "msdp",
  "osc8",
  "osc8Send",
  "mslp",
  "characterMode",
  "typing",
];

Deno.test("4.5 each of Evennia's flags has a name here or a reason; OURS lists the others", () => {
  const ours = Object.values(CATALOGUE).filter((entry) => typeof entry === "string");
  assert.equal(new Set(ours).size, ours.length, "no two are the same here");
  assert.deepEqual([...ours, ...OURS].sort(), Object.keys(ProtocolFlagsSchema.entries).sort());
});
