import assert from "node:assert/strict";
import { join } from "node:path";
import { tempFolder } from "../cli/temp_folder.ts";
import { COMMAND, OPTION } from "../../src/portals/telnet/telnet_bytes.ts";
import { bytes } from "../portals/telnet/fake_peer.ts";
import { OPCODE, rawFrame, RawWebsocket } from "../portals/web/raw_frames.ts";
import { measured, stopwatch } from "../reliability/measured.ts";
import { enter, PASSWORD, talk } from "./players.ts";
import { pluginSource, withPlugin } from "./plugin_source.ts";
import { AT_ONCE, type RunningProgram, startProgram } from "./program.ts";
import { TelnetClient } from "./telnet_client.ts";

const { IAC, DO } = COMMAND;

/** What the program may hold back for one client, in bytes. */
const MAX_OUTBOUND = 1_000_000;
/** What one flood says, in characters: whoever reads can take several. */
const FLOOD = 32_768;
const FLOODS = 20;
/** What may be said before the end: all that this machine's sockets take, and the program's own. */
const MOST = 40_000_000;

const SETTINGS = [`maxOutboundBytes=${MAX_OUTBOUND}`, "commandRate=0"]
  .flatMap((setting) => ["--set", setting]);

/** Says so much to everybody else in the room, which deflate makes no smaller: its window is small. */
const FLOODING = pluginSource({
  name: "flooding",
  head: `const NOISE = Array.from({ length: ${FLOOD / 8} }, () =>
    Math.random().toString(36).slice(2, 10).padEnd(8)).join("");`,
  commands: {
    flood: `({ session }) => {
      for (const object of session.puppet.location.contents) {
        if (object !== session.puppet) object.msg(NOISE);
      }
    }`,
  },
});

/** Takes what a client sends, and never looks at what comes back. */
type Connect = (program: RunningProgram, lines: readonly string[]) => Promise<Disposable>;

const CLIENTS: Readonly<Record<string, Connect>> = {
  telnet: async ({ telnetPort: port }, lines) =>
    await typed(await Deno.connect({ hostname: "127.0.0.1", port }), bytes(...lines)),
  "telnet with MCCP2": async ({ telnetPort: port }, lines) =>
    await typed(
      await Deno.connect({ hostname: "127.0.0.1", port }),
      bytes(IAC, DO, OPTION.MCCP2, ...lines),
    ),
  "telnet over TLS": async ({ dataFolder, tlsPort: port }, lines) => {
    const pem = await Deno.readTextFile(join(dataFolder, "keys", "tls-certificate.pem"));
    const socket = await Deno.connectTls({ hostname: "127.0.0.1", port, caCerts: [pem] });
    return await typed(socket, bytes(...lines));
  },
  "the page's websocket": ({ webPort }, lines) =>
    framed(webPort, "spans.vestibule, resume", lines.map((line) => textFrame(line))),
  "Evennia's websocket": ({ webPort }, lines) =>
    framed(webPort, "v1.evennia.com", lines.map((line) => textFrame(line))),
  "telnet in a websocket": ({ webPort }, lines) =>
    framed(webPort, "telnet.mudstandards.org", lines.map((line) => rawFrame(OPCODE.BINARY, line))),
};

Deno.test("wire 25. slow consumer: whoever reads nothing is ended, and the others play on", async (test) => {
  await using folder = await tempFolder();
  const path = await folder.write("mod.ts", FLOODING);
  await using program = await startProgram({
    args: [...withPlugin(path), ...AT_ONCE, ...SETTINGS],
  });
  await using bert = await enter(program.telnetPort, "Bert");
  await using cora = await enter(program.telnetPort, "Cora");
  const floods: Flooded[] = [];
  for (const [index, [what, connect]] of Object.entries(CLIENTS).entries()) {
    await test.step(`load 1. by ${what}`, async () => {
      const name = `Slow${"abcdef"[index]}`;
      const lines = [`create ${name} "${PASSWORD}"`, `charcreate ${name}`, `ic ${name}`];
      using _slow = await connect(program, lines.map((line) => `${line}\r\n`));
      await bert.until(new RegExp(`${name} has entered the game`));
      floods.push(await flood({ bert, cora }, new RegExp(`${name} has left the game`)));
      await program.until(new RegExp(`session:disconnect #${index + 3} reason=slow_consumer`));
    });
  }
  const megabytes = (Math.max(...floods.map(({ said }) => said)) / 1e6).toFixed(1);
  const wait = Math.max(...floods.flatMap(({ waits }) => waits));
  const kinds = `${floods.length} kinds of client, each closed within ${megabytes} MB`;
  measured("load 1", `${kinds}; others heard each other in ${wait} ms at most`);
});

/** What a flood took. */
interface Flooded {
  /** How much was said to whoever reads nothing, in characters. */
  readonly said: number;
  /** How long the others waited for each other meanwhile, in milliseconds. */
  readonly waits: readonly number[];
}

/** Floods the room until somebody is gone from it; Cora reads all of it. */
async function flood(
  { bert, cora }: { readonly bert: TelnetClient; readonly cora: TelnetClient },
  gone: RegExp,
): Promise<Flooded> {
  const from = bert.text.length;
  const waits: number[] = [];
  let said = 0;
  for (; !gone.test(bert.text.slice(from)); said += FLOODS * FLOOD) {
    assert.ok(said < MOST, "whoever reads nothing is ended before that");
    for (let times = 0; times < FLOODS; times++) await bert.send("flood");
    const since = stopwatch();
    await talk(bert, cora, `After ${said}`);
    waits.push(since());
  }
  return { said, waits };
}

async function typed(socket: Deno.Conn, input: Uint8Array): Promise<Disposable> {
  for (let at = 0; at < input.length;) at += await socket.write(input.subarray(at));
  return socket;
}

async function framed(
  port: number,
  protocols: string,
  frames: readonly Uint8Array[],
): Promise<Disposable> {
  const socket = await RawWebsocket.open(port, protocols);
  await socket.send(...frames);
  return socket;
}

function textFrame(line: string): Uint8Array {
  return rawFrame(OPCODE.TEXT, JSON.stringify(["text", [line.trim()], {}]));
}
