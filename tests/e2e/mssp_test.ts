import assert from "node:assert/strict";
import { logIn, register } from "./players.ts";
import { startProgram } from "./program.ts";
import { TelnetClient } from "./telnet_client.ts";

/** Asks as a crawler does, and returns what it is told. */
async function crawl(port: number): Promise<Readonly<Record<string, string>>> {
  await using crawler = await TelnetClient.connect(port);
  await crawler.send("MSSP-REQUEST");
  const [, reply = ""] = (await crawler.until(/MSSP-REPLY-END/)).split("MSSP-REPLY-START\n");
  const lines = reply.split("\n").filter((line) => line.includes("\t"));
  return Object.fromEntries(lines.map((line) => line.split("\t", 2)));
}

Deno.test("wire 20. MSSP tells the ports that are listened on, integers, and the accounts that are logged in", async () => {
  const before = Math.floor(Date.now() / 1000);
  await using program = await startProgram();
  const { telnetPort, tlsPort } = program;
  const facts = await crawl(telnetPort);
  assert.deepEqual([facts["PORT"], facts["PLAYERS"]], [String(telnetPort), "0"]);
  const startedAt = Number(facts["UPTIME"]);
  assert.ok(Number.isInteger(startedAt) && startedAt >= before);
  assert.deepEqual([facts["TLS"], facts["SSL"]], [String(tlsPort), String(tlsPort)]);
  await using _anna = await register(telnetPort, "Anna");
  await using again = await logIn(telnetPort, "Anna");
  await again.until(/out of character/);
  await using _crawling = await TelnetClient.connect(telnetPort);
  assert.equal((await crawl(telnetPort))["PLAYERS"], "1");
});
