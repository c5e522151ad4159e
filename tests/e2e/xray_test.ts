import assert from "node:assert/strict";
import { enterAsSuperuser, PASSWORD, register } from "./players.ts";
import { startProgram } from "./program.ts";
import { TelnetClient } from "./telnet_client.ts";

const PAGE = new URL("../../docs/xray.md", import.meta.url);
const [IAC, SB, SE, WILL, DO] = [255, 250, 240, 251, 253];
const SECRET = "xyzzy-plugh";
const [TTYPE, NAWS, GMCP] = [24, 31, 201];

function bytes(...pieces: readonly (string | readonly number[])[]): Uint8Array {
  const encoder = new TextEncoder();
  return Uint8Array.from(
    pieces.flatMap((piece) => typeof piece === "string" ? [...encoder.encode(piece)] : piece),
  );
}

/** A client that tells of itself, logs in and says something, while somebody looks at its line. */
async function visit(client: TelnetClient, root: TelnetClient): Promise<string> {
  let seen = "";
  const shows = async (pattern: RegExp) => void (seen += await root.until(pattern));
  await client.write(bytes([IAC, WILL, NAWS], [IAC, SB, NAWS, 0, 100, 0, 40, IAC, SE]));
  await shows(/server IAC WILL MXP.*\n/);
  await client.write(bytes([IAC, WILL, TTYPE]));
  await shows(/SB TTYPE SEND.*\n/);
  await client.write(bytes([IAC, SB, TTYPE, 0], "MTTS 271", [IAC, SE]));
  await shows(/MCCP2.*\n/);
  await client.write(bytes([IAC, DO, GMCP]));
  await client.write(bytes([IAC, SB, GMCP], 'Core.Hello {"client":"Lamp"}', [IAC, SE]));
  await shows(/Core\.Hello.*\n/);
  await client.send("connect anna");
  await shows(/IAC GA.*\n/);
  await client.send(PASSWORD);
  await shows(/Char\.Status \{.*\n/);
  return seen;
}

Deno.test("xray shows a line in words beside its bytes, over a reload, and no password", async () => {
  await using program = await startProgram({ args: ["--set", "logLevel=debug"] });
  await using root = await enterAsSuperuser(program, "Root");
  await using anna = await register(program.telnetPort, "Anna");
  await anna.send("quit");
  await anna.until(/Goodbye/);
  await using client = await TelnetClient.connect(program.telnetPort);
  await client.until(/Welcome to/);
  await root.send("xray #3");
  await root.until(/look away\.\r?\n/);
  const seen = (await visit(client, root)).replaceAll("\r", "");
  await shownOnPage(seen);

  await client.send("password");
  await root.until(/server IAC WILL ECHO.*\n/);
  await root.send("reload");
  await root.until(/has been reloaded/);
  await root.until(/server "\\e.*reloaded.*\n/);
  await client.send(SECRET); // typed before its user saw that nobody asks any more
  await root.until(/client \(a line typed while the input is hidden\)/);
  await client.write(bytes([IAC, 246]));
  await root.until(/#3 client IAC AYT +FF F6\r?\n/);
  await root.send("xray/stop");
  await root.until(/no longer look at the line of #3/);
  await client.send("quit");
  await client.until(/Goodbye/);
  await program.until(/X-rays #3/);
  await program.until(/telnet:exchange #3 .*IAC AYT/);
  for (const text of [root.received, program.printed]) {
    for (const secret of [PASSWORD, "63 6F 72 72 65 63 74", SECRET, "78 79 7A 7A 79"]) {
      assert.equal(text.includes(secret), false, secret);
    }
  }
});

Deno.test("xray ends when who looks logs out, as somebody else may come", async () => {
  await using program = await startProgram();
  await using root = await enterAsSuperuser(program, "Root");
  await using anna = await register(program.telnetPort, "Anna");
  await root.send("xray anna");
  await root.until(/look away\.\r?\n/);
  await root.send("logout");
  await root.until(/no longer look at the line of #2\./);
  await anna.write(bytes([IAC, 246]));
  await anna.until(/Yes, somebody is here/);
  await root.send("help");
  await root.until(/connect/);
  assert.doesNotMatch(root.received, /IAC AYT/);
});

/** Compares what was seen with the page, or writes it there (`VESTIBULE_UPDATE=1`). */
async function shownOnPage(seen: string): Promise<void> {
  const page = await Deno.readTextFile(PAGE);
  const block = `<!-- seen -->\n\n\`\`\`text\n${seen.trim()}\n\`\`\`\n\n<!-- /seen -->`;
  const updated = page.replace(/<!-- seen -->[^]*<!-- \/seen -->/, () => block);
  if (Deno.env.get("VESTIBULE_UPDATE") === "1") await Deno.writeTextFile(PAGE, updated);
  else assert.equal(page, updated);
}
