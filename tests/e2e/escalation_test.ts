import assert from "node:assert/strict";
import { SshPeer } from "../portals/ssh/ssh_peer.ts";
import { measured } from "../reliability/measured.ts";
import { SUBPROTOCOLS } from "../../src/portals/web/dialects/choose_dialect.ts";
import { enterAsSuperuser, logIn, PASSWORD, register } from "./players.ts";
import { AT_ONCE, type RunningProgram, startProgram } from "./program.ts";
import { soon } from "./soon.ts";

/** What a Player may not, by name, by alias and by a prefix. */
const LINES = ["shutdown", "@reload", "wall The house burns.", "setperm anna = Developer"];

async function byTelnet({ telnetPort }: RunningProgram): Promise<void> {
  await using anna = await logIn(telnetPort, "anna");
  await anna.until(/You are out of character/);
  for (const line of LINES) {
    await anna.send(line);
    await anna.until(/There is no command/);
  }
}

async function byTls({ tlsPort: port, dataFolder }: RunningProgram): Promise<void> {
  const pem = await Deno.readTextFile(`${dataFolder}/keys/tls-certificate.pem`);
  using client = await Deno.connectTls({ hostname: "127.0.0.1", port, caCerts: [pem] });
  const lines = [`connect anna "${PASSWORD}"`, ...LINES, "quit"];
  await client.write(new TextEncoder().encode(lines.map((line) => `${line}\r\n`).join("")));
  const shown = await soon(new Response(client.readable).text(), () => "Cannot read the answer");
  assert.equal(shown.split("There is no command").length - 1, LINES.length, shown);
}

async function bySsh({ sshPort }: RunningProgram): Promise<void> {
  const anna = await SshPeer.connect({ port: sshPort, username: "anna", password: PASSWORD });
  await anna.until("You are out of character");
  for (const line of LINES) {
    anna.press(`${line}\r`);
    await anna.until("There is no command");
  }
  anna.vanish();
  await anna.ended();
}

/** Types by a websocket; each dialect takes a line in its own way. */
async function byWebsocket({ webPort }: RunningProgram, dialect: string): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${webPort}/ws`, [dialect]);
  socket.binaryType = "arraybuffer";
  const news = new EventTarget();
  let shown = "";
  socket.onmessage = ({ data }) => {
    shown += typeof data === "string" ? data : new TextDecoder().decode(data);
    news.dispatchEvent(new Event("more"));
  };
  const until = async (wanted: string, times: number) => {
    while (shown.split(wanted).length <= times) {
      const more = new Promise((resolve) => news.addEventListener("more", resolve, { once: true }));
      await soon(more, () => `Cannot find ${wanted} in ${shown}`);
    }
  };
  const isFrames = dialect === "spans.vestibule" || dialect === "v1.evennia.com";
  const type = (line: string) => {
    socket.send(
      isFrames ? JSON.stringify(["text", [line], {}]) : new TextEncoder().encode(`${line}\r\n`),
    );
  };
  const closed = new Promise((resolve) => socket.onclose = resolve);
  await until("Welcome to", 1);
  type(`connect anna "${PASSWORD}"`);
  await until("out of character", 1);
  for (const [index, line] of LINES.entries()) {
    type(line);
    await until("There is no command", index + 1);
  }
  socket.close();
  await closed;
}

Deno.test("gate 10. a Player's commands of staff are unknown over telnet, TLS, SSH and every dialect of the websocket", async () => {
  await using program = await startProgram({
    args: [...AT_ONCE, "--set", "multisessionMode=3", "--set", "commandRate=0"],
  });
  await using root = await enterAsSuperuser(program, "root");
  await using _anna = await register(program.telnetPort, "anna");
  const ways = [
    ...[byTelnet, byTls, bySsh],
    ...SUBPROTOCOLS.map((dialect) => () => byWebsocket(program, dialect)),
  ];
  for (const types of ways) await types(program);
  await root.send("perm anna");
  assert.match(await root.until(/anna has .*\n/), /anna has the permissions? Player[,;]/);
  assert.doesNotMatch(program.printed, /server:ready mode=reload|announces/);
  const count = ways.length * LINES.length;
  measured("gate 10", `${count} of ${count} lines unknown to a Player by ${ways.length} ways in`);
  await root.send("@wall Good night.");
  await root.until(/root announces:.* Good night\./);
});
