import assert from "node:assert/strict";
import { deflateSync } from "node:zlib";
import { LabClient } from "../../lab/lab_client.ts";
import { mudlet } from "../../lab/personas/mudlet.ts";
import type { Persona } from "../../lab/personas/persona.ts";
import { tintin } from "../../lab/personas/tintin.ts";
import { type Support, supportOf } from "../../lab/support.ts";
import { ascii, COMMAND, negotiation, OPTION, subnegotiation } from "../../lab/telnet_bytes.ts";

const { IAC, EOR, GA } = COMMAND;
const MCCP2_START = subnegotiation(OPTION.MCCP2, []);
const mark = (code: number) => Uint8Array.of(IAC, code);

/** Returns the judgement of a server that says this and closes. */
async function judge(persona: Persona, ...said: readonly Uint8Array[]): Promise<Support> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const serving = (async () => {
    using socket = await listener.accept();
    for (const bytes of said) await socket.write(bytes);
    await socket.closeWrite();
    // What the client answered is read, so that its end of the connection is not cut.
    while (await socket.read(new Uint8Array(1024)) !== null);
  })();
  const { port } = listener.addr;
  const target = { hostname: "127.0.0.1", port };
  await using client = await LabClient.connect(target, persona, {
    longestMs: 60_000,
    quietMs: 1000,
  });
  await client.ended();
  await serving;
  return supportOf(persona, client.recording);
}

Deno.test("supportOf() finds what a poor server does wrong", async () => {
  const { problems } = await judge(
    mudlet,
    ...[negotiation("do", OPTION.TTYPE), negotiation("do", OPTION.TTYPE)],
    ...[ascii("Who are you? "), mark(EOR), mark(EOR)],
    ...[ascii("Or\n"), ascii("else?"), mark(GA)],
    ...[ascii("\x01\r\n"), negotiation("will", OPTION.ECHO)],
  );
  assert.deepEqual(problems, [
    "said do 24 twice",
    "text came before the terminal's type was known",
    "1 marks without a prompt",
    "prompts are marked in two ways",
    "typing stayed hidden at the end",
    "1 line ends that are not CR LF",
    "1 control bytes",
  ]);
});

Deno.test("supportOf() finds a storm", async () => {
  const verbs = Array.from({ length: 61 }, (_, at) => negotiation(at % 2 ? "wont" : "will", 3));
  const { problems } = await judge(tintin, ...verbs);
  assert.deepEqual(problems, ["a storm: 61 verbs came, 2 were sent"]);
});

for (
  const [code, colour] of [["0", "none"], ["1;31", "16"], ["38;5;9", "256"], ["38;2;1;2;3", "true"]]
) {
  Deno.test(`supportOf() calls the colours of ESC[${code}m ${colour}`, async () => {
    assert.equal((await judge(mudlet, ascii(`\x1b[${code}mHi\r\n`))).colour, colour);
  });
}

Deno.test("supportOf() sees a line that is too long for the window", async () => {
  const long = ascii(`${"word ".repeat(30)}\r\n`);
  assert.equal((await judge(tintin, negotiation("do", OPTION.NAWS), long)).size, "80, not kept");
});

Deno.test("LabClient reads on after a compressed stream has ended", async () => {
  const stream = deflateSync(ascii("inside\r\n"));
  const row = await judge(
    mudlet,
    ...[negotiation("will", OPTION.MCCP2), MCCP2_START, stream, ascii("Name? "), mark(EOR)],
  );
  assert.deepEqual([row.compression, row.prompt, row.problems], ["MCCP2", "EOR", []]);
});

Deno.test("supportOf() finds a compressed stream that is not ended, or is none", async () => {
  const cut = deflateSync(ascii("inside\r\n")).subarray(0, 6);
  const start = [negotiation("will", OPTION.MCCP2), MCCP2_START];
  const broken = await judge(mudlet, ...start, ascii("plain text\r\n"));
  assert.deepEqual((await judge(mudlet, ...start, cut)).problems, [
    "the compressed stream was not ended",
  ]);
  assert.deepEqual(broken.problems, ["the compressed stream was broken"]);
});

Deno.test("supportOf() asks for the variables that MSSP requires, and for integers", async () => {
  const payload = ascii("\x01NAME\x02House\x01PLAYERS\x02many");
  const { mssp, problems } = await judge(mudlet, subnegotiation(OPTION.MSSP, payload));
  assert.equal(mssp, "2 variables");
  assert.deepEqual(problems, ["MSSP lacks UPTIME", "MSSP's PLAYERS is no integer"]);
});
