// deno-lint-ignore-file no-control-regex -- control characters are what it is about
import assert from "node:assert/strict";
import fc from "fast-check";
import { startServer } from "../../src/embed.ts";
import { temporaryFolder } from "../core/store/samples.ts";
import { bySsh, byTelnet, byWebsocket, type Listener, type Ports } from "./hostile/listener.ts";
import { sloppyPlugin } from "./hostile/sloppy_plugin.ts";

const SPANS = "spans.vestibule";
const SETTINGS = {
  ...{ host: "127.0.0.1", telnetPort: 0, webPort: 0, tlsPort: 0, sshPort: 0, scryptCost: 1 },
  ...{ connectionRatePerAddress: 0, commandRate: 0, oobRate: 0, negotiationWait: 100 },
};

const [IAC, WILL, DO, SB, SE] = [255, 251, 253, 250, 240];
const [TTYPE, NAWS, NEW_ENVIRON, MXP] = [24, 31, 39, 91];

/** What a telnet client says that has these MTTS bits. */
function mtts(bits: number, ...more: readonly number[]): readonly number[] {
  const said = [...new TextEncoder().encode(`MTTS ${bits}`)];
  return [IAC, WILL, TTYPE, IAC, SB, TTYPE, 0, ...said, IAC, SE, ...more];
}

/** What a telnet client says that takes links by OSC 8 (MNES). */
const OSC_LINKS = [
  ...[IAC, WILL, NEW_ENVIRON, IAC, SB, NEW_ENVIRON, 0],
  ...["OSC_HYPERLINKS", "OSC_HYPERLINKS_SEND"]
    .flatMap((name) => [3, ...new TextEncoder().encode(`${name}\x011`)]),
  ...[IAC, SE],
];

/** Whoever is shown text in a way of their own. */
async function listeners(ports: Ports): Promise<readonly Listener[]> {
  const narrow = [IAC, WILL, NAWS, IAC, SB, NAWS, 0, 40, 0, 24, IAC, SE];
  const dialects = ["json", "gmcp", "terminal", "telnet"].map((name) => `${name}.mudstandards.org`);
  return await Promise.all([
    byTelnet("plain", ports),
    byTelnet("sixteen", ports, mtts(1, ...narrow)),
    byTelnet("palette", ports, mtts(9)),
    byTelnet("truecolour", ports, mtts(257)),
    byTelnet("reader", ports, mtts(64 + 257)),
    byTelnet("mxp", ports, mtts(257, IAC, DO, MXP)),
    byTelnet("mslp", ports, mtts(1024 + 1)),
    byTelnet("osc", ports, OSC_LINKS),
    ...[SPANS, "v1.evennia.com", ...dialects].map((name) => byWebsocket(name, ports)),
    bySsh("ssh", ports),
  ]);
}

/** By what one sees that a listener is shown text in its way. */
const SIGNS: ReadonlyMap<string, RegExp> = new Map([
  ["plain", /^[^\x1b]*$/],
  ["sixteen", /\x1b\[1;3\dm/],
  ["palette", /\x1b\[38;5;\d+m/],
  ["truecolour", /\x1b\[38;5;\d+m/],
  ["reader", /^[^\x1b]*$/],
  ["mxp", /\x1b\[7z[^]*\x1b\[4z<send /],
  ["mslp", /\x1b\]68;1;SEND;/],
  ["osc", /\x1b\]8;;send:/],
  [SPANS, /The Vestibule/],
  ["v1.evennia.com", /<span class="fg-\d+">/],
]);

/** Names hold letters only. */
function nameOf(nth: number): string {
  return `Player${String.fromCharCode("A".charCodeAt(0) + nth)}`;
}

/** Makes an account and a character, and enters the world. */
async function enter(listener: Listener, name: string): Promise<void> {
  for (const line of [`create ${name} "correct horse"`, `charcreate ${name}`, `ic ${name}`]) {
    listener.send(line);
  }
  listener.send("say Here I am.");
  assert.match(await listener.until("Here I am."), SIGNS.get(listener.name) ?? /./);
}

/** Codes that no renderer writes, and characters that nobody may send another. */
const TYPED_CODES = [
  "\x1b[35;1m",
  "\x1b[2J",
  "\x1b]0;owned\x07",
  "\x1b[6z",
  "\x1b[1z",
  "\x1b(0",
  "\x1bc",
];
const CHARACTERS = [
  "\x00",
  "\x07",
  "\x08",
  "\x0b",
  "\x0c",
  "\x0e",
  "\x1a",
  "\x1b",
  "\x7f",
  "\x85",
  "\x9b",
  "\x9c",
];
const ORDER = ["\u202a", "\u202e", "\u2066", "\u2069"];
const HALVES = ["\ud800", "\udc00"];
const WORDS = [
  "Bo",
  " ",
  "x".repeat(50),
  "<send>",
  "<b>",
  "&lt;",
  "é",
  "日本",
  "👨‍👩‍👧",
  "[31m",
  "]8;;",
];

/** What renderers write: colours, links by MXP, OSC 8 and MSLP, and a line editor's moves. */
const OUR_CODES = new RegExp(
  [
    "\\x1b\\[[\\d;]*m",
    "\\x1b\\[[47]z",
    "\\x1b\\]8;;[\\x21-\\x7e]*\\x1b\\\\",
    "\\x1b\\]68;1;SEND;[^\\x00-\\x1f\\x7f-\\x9f]*\\x07",
    "\\x1b\\[\\d*[A-DGK]|\\x1b\\[J|\\x1b\\[\\?2004[hl]",
  ].join("|"),
  "g",
);
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/;
const REORDERING = /[\u202a-\u202e\u2066-\u2069]/;

/** Fails where something came that no renderer writes. */
function assertClean(heard: string, by: string, forbidden: RegExp): void {
  for (const code of TYPED_CODES) assert.ok(!heard.includes(code), `${by} ${JSON.stringify(code)}`);
  assert.doesNotMatch(heard.replace(OUR_CODES, ""), forbidden, by);
  assert.ok(heard.isWellFormed(), by);
}

/** Plays a room full of listeners, into which somebody types by telnet, by a web page and by SSH. */
async function play(
  typed: fc.Arbitrary<string>,
  act: (typist: Listener, typed: string) => void,
  forbidden: RegExp,
): Promise<void> {
  using folder = temporaryFolder();
  await using server = await startServer({
    settings: { ...SETTINGS, dataFolder: folder.path },
    plugins: [sloppyPlugin],
  });
  const { telnetPort = 0, webPort = 0, sshPort = 0 } = server;
  const ports = { telnetPort, webPort, sshPort };
  await using ends = new AsyncDisposableStack();
  const add = (one: Listener) => ends.use(one);
  const room = (await listeners(ports)).map(add);
  const typists = [
    add(await byTelnet("Anna", ports)),
    add(await byWebsocket(SPANS, ports)),
    add(await bySsh("Carla", ports)),
  ];
  for (const [nth, one] of [...typists, ...room].entries()) await enter(one, nameOf(nth));
  let marks = 0;
  await fc.assert(
    fc.asyncProperty(typed, async (text) => {
      for (const typist of typists) {
        act(typist, text);
        const mark = `mark ${++marks}.`;
        typist.send(`say ${mark}`);
        for (const one of room) assertClean(await one.until(mark), one.name, forbidden);
      }
    }),
    { numRuns: 30, endOnFailure: true },
  );
}

Deno.test("nothing that one user types, names or describes paints another's terminal, by any portal", async () => {
  const parts = fc.constantFrom(...TYPED_CODES, ...CHARACTERS, ...ORDER, ...HALVES, ...WORDS);
  const typed = fc.array(parts, { maxLength: 8 }).map((some) => some.join(""));
  const act = (typist: Listener, text: string) => {
    const page = `page ${nameOf(3)} =`;
    for (const command of ["say", "pose", "dub", page, "charcreate"]) {
      typist.send(`${command} ${text}`);
    }
  };
  await play(typed, act, new RegExp(`${CONTROL.source}|${REORDERING.source}`));
});

Deno.test("no control character reaches another's terminal through a plugin that forgets to escape", async () => {
  const tags = ["|r", "|", "||", "|lc", "|lt", "|le", "|lu", "|lbt", "|lbd", "|lbe", "|[500", "|/"];
  const parts = fc.constantFrom(...TYPED_CODES, ...CHARACTERS, ...HALVES, ...WORDS, ...tags);
  const typed = fc.array(parts, { maxLength: 8 }).map((some) => some.join(""));
  await play(typed, (typist, text) => {
    typist.send(`shout ${text}`);
    typist.call?.("shout_raw", text);
  }, CONTROL);
});
