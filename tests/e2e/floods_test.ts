import assert from "node:assert/strict";
import { measured, stopwatch } from "../reliability/measured.ts";
import { PASSWORD } from "./players.ts";
import { AT_ONCE, startProgram } from "./program.ts";
import { TelnetClient } from "./telnet_client.ts";

/** Every client comes through a proxy of this machine, which says where it is from (PROXY, v1). */
const PROXIED = ["--set", 'trustedProxies=["127.0.0.1"]', ...AT_ONCE];
const REFUSED = /There are too many connections now/;
const ANSWERED = /Welcome to|too many connections/;

async function comeFrom(address: string, port: number): Promise<TelnetClient> {
  const client = await TelnetClient.connect(port);
  await client.write(new TextEncoder().encode(`PROXY TCP4 ${address} 127.0.0.1 50000 ${port}\r\n`));
  return client;
}

/** Comes in from an address and has an account. */
async function settleFrom(address: string, port: number, name: string): Promise<TelnetClient> {
  const client = await comeFrom(address, port);
  await client.until(/Welcome to/);
  await client.send(`create ${name} "${PASSWORD}"`);
  await client.until(/You are out of character/);
  return client;
}

/** Opens connections, all at once, and returns them when each was answered. */
async function flood(addresses: readonly string[], port: number): Promise<readonly TelnetClient[]> {
  return await Promise.all(addresses.map(async (address) => {
    const client = await comeFrom(address, port);
    await client.until(ANSWERED);
    return client;
  }));
}

function countRefused(clients: readonly TelnetClient[]): number {
  return clients.filter(({ text }) => REFUSED.test(text)).length;
}

/** Tries again while those who have left are still on their way out. */
async function comesIn(address: string, port: number): Promise<boolean> {
  for (let tries = 0; tries < 200; tries++) {
    await using client = await comeFrom(address, port);
    await client.until(ANSWERED);
    if (/Welcome to/.test(client.text)) return true;
  }
  return false;
}

Deno.test("load 4. a flood of connections from one address is refused beyond its burst, and others come in", async () => {
  const limits = [
    "--set",
    "connectionBurstPerAddress=5",
    "--set",
    "connectionRatePerAddress=0.001",
  ];
  await using program = await startProgram({ args: [...PROXIED, ...limits] });
  const port = program.telnetPort;
  const clients = await flood(Array.from({ length: 60 }, () => "198.51.100.7"), port);
  const refused = countRefused(clients);
  assert.equal(refused, 55);
  const since = stopwatch();
  await using other = await settleFrom("203.0.113.5", port, "Anna");
  const ms = since();
  measured(
    "load 4",
    `${refused} of ${clients.length} refused; somebody else was in after ${ms} ms`,
  );
  await other.send("who");
  await other.until(/Anna|anna/);
  for (const client of clients) await client[Symbol.asyncDispose]();
});

Deno.test("load 5. a flood from many addresses is bounded in all; who is in plays on, and others come in afterwards", async () => {
  const limits = ["maxSessionsBeforeLogin=30", "connectionRate=0", "commandRate=0"]
    .flatMap((setting) => ["--set", setting]);
  await using program = await startProgram({ args: [...PROXIED, ...limits] });
  const port = program.telnetPort;
  await using anna = await settleFrom("203.0.113.5", port, "Anna");
  const many = Array.from({ length: 200 }, (_, at) => `198.51.100.${at + 1}`);
  const flooding = flood(many, port);
  const waits: number[] = [];
  for (let times = 0; times < 20; times++) {
    const since = stopwatch();
    await anna.send("sessions");
    await anna.until(/#1\*/);
    waits.push(since());
  }
  const clients = await flooding;
  const refused = countRefused(clients);
  assert.equal(refused, 170);
  measured(
    "load 5",
    `${refused} of ${clients.length} refused; who is in was answered in ${
      Math.max(...waits)
    } ms at most`,
  );
  for (const client of clients) await client[Symbol.asyncDispose]();
  assert.ok(await comesIn("203.0.113.6", port));
});
