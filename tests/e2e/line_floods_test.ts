import assert from "node:assert/strict";
import { join } from "node:path";
import { SshPeer } from "../portals/ssh/ssh_peer.ts";
import { measured, stopwatch } from "../reliability/measured.ts";
import { enter, PASSWORD, talk } from "./players.ts";
import { AT_ONCE, type RunningProgram, startProgram } from "./program.ts";
import { soon } from "./soon.ts";
import { TelnetClient } from "./telnet_client.ts";

const LINES = 5_000;
const TOLD = "You are typing faster than the game can listen";

/** A client that floods, and reads what comes back. */
interface Flooder extends AsyncDisposable {
  type(lines: string): Promise<void>;
  /** Waits for text, and returns what was shown before it. */
  before(wanted: string): Promise<string>;
}

const FLOODERS: Readonly<Record<string, (program: RunningProgram) => Promise<Flooder>>> = {
  async telnet({ telnetPort }) {
    const client = await TelnetClient.connect(telnetPort);
    return {
      type: (lines) => client.write(new TextEncoder().encode(lines)),
      before: (wanted) => client.until(new RegExp(wanted)),
      [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
    };
  },
  async tls({ dataFolder, tlsPort: port }) {
    const pem = await Deno.readTextFile(join(dataFolder, "keys", "tls-certificate.pem"));
    return tlsFlooder(await Deno.connectTls({ hostname: "127.0.0.1", port, caCerts: [pem] }));
  },
  async ssh({ sshPort: port }) {
    const peer = await SshPeer.connect({ port, term: null });
    return {
      type: (lines) => Promise.resolve(peer.press(lines)),
      before: (wanted) => soon(peer.untilRaw(wanted), () => `Cannot find "${wanted}"`),
      async [Symbol.asyncDispose]() {
        peer.vanish();
        await peer.ended();
      },
    };
  },
};

function tlsFlooder(socket: Deno.TlsConn): Flooder {
  let shown = "";
  const more = async () => {
    const buffer = new Uint8Array(65_536);
    const count = await socket.read(buffer);
    if (count === null) throw new Error(`The connection ended after "${shown}"`);
    shown += new TextDecoder("latin1").decode(buffer.subarray(0, count));
  };
  return {
    async type(lines) {
      const bytes = new TextEncoder().encode(lines);
      for (let at = 0; at < bytes.length;) at += await socket.write(bytes.subarray(at));
    },
    async before(wanted) {
      while (!shown.includes(wanted)) await soon(more(), () => `Cannot find "${wanted}"`);
      const [before = "", ...after] = shown.split(wanted);
      shown = after.join(wanted);
      return before;
    },
    [Symbol.asyncDispose]: () => Promise.resolve(socket.close()),
  };
}

Deno.test("a flood of lines", async (test) => {
  await using program = await startProgram({ args: AT_ONCE });
  await using bert = await enter(program.telnetPort, "Bert");
  await using cora = await enter(program.telnetPort, "Cora");
  const [heard, waits]: [string[], number[]] = [[], []];
  for (const [what, connect] of Object.entries(FLOODERS)) {
    await test.step(`load 6. is slowed down and cut over ${what}, while the others play on`, async () => {
      const name = `Anna${what}`;
      await using _made = await enter(program.telnetPort, name);
      await using anna = await connect(program);
      await anna.before("Welcome to");
      await anna.type(`connect ${name} "${PASSWORD}"\r\nic ${name}\r\n`);
      await anna.before("You become");
      await anna.before("Exits:");
      const floods = stopwatch();
      const typing = anna.type("look\r\n".repeat(LINES));
      const first = await anna.before(TOLD);
      for (let said = 0; said < 20; said++) {
        await talk(bert, cora, `While ${what} floods ${said}`);
        // Bert types as fast as he may. Cora does not: what she waits for is not her own limit.
        if (said % 2 === 1) continue;
        const since = stopwatch();
        await cora.send("look");
        await cora.until(/Exits:/);
        waits.push(since());
      }
      await typing;
      await talk(bert, cora, `Enough of ${what}`);
      const seconds = (floods() / 1_000).toFixed(1);
      const shown = first + await anna.before(`Enough of ${what}`);
      const answered = shown.split("Exits:").length - 1;
      assert.ok(answered > 0 && answered < LINES / 10, `${answered} of ${LINES} lines were heard`);
      heard.push(`${what} ${answered} in ${seconds} s`);
    });
  }
  measured(
    "load 6",
    `of ${LINES.toLocaleString("en")} lines at once answered: ${heard.join(", ")}`,
  );
  measured("load 6", `others were answered in ${Math.max(...waits)} ms at most meanwhile`);
});
