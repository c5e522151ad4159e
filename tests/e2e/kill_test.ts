import assert from "node:assert/strict";
import { tempFolder } from "../cli/temp_folder.ts";
import { logIn, register } from "./players.ts";
import { AT_ONCE, startProgram } from "./program.ts";
import type { TelnetClient } from "./telnet_client.ts";

/** How often the power fails, in each of two houses; the more often, the likelier a narrow gap is met. */
const ROUNDS = 10;

/** Nobody is put into a character at login, and any number can be made. */
const ARGS = [
  ...["--set", "autoPuppetOnLogin=false", "--set", "maxNrCharacters=0"],
  ...AT_ONCE,
];

Deno.test('store 1. a character is there after kill -9 at the moment "Character created" is read', async () => {
  await Promise.all([killOften(), killOften()]);
});

async function killOften(): Promise<void> {
  await using data = await tempFolder();
  const options = { dataFolder: data.path, args: ARGS };
  const made: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await using program = await startProgram(options);
    const come = round === 0 ? register : logIn;
    await using anna = await come(program.telnetPort, "Anna");
    if (round > 0) assert.deepEqual(await ownCharacters(anna), made);
    made.push(await makeCharacter(anna, `Wren ${letter(round)}`));
    await program.kill();
  }
  await using program = await startProgram(options);
  await using anna = await logIn(program.telnetPort, "Anna");
  assert.deepEqual(await ownCharacters(anna), made);
}

Deno.test("store 1. whoever of several clients has read of a new character finds it after kill -9", async () => {
  await using data = await tempFolder();
  const options = { dataFolder: data.path, args: ARGS };
  const accounts = Array.from({ length: 6 }, (_, index) => `Guest_${letter(index)}`);
  const made = new Map<string, readonly string[]>(accounts.map((name) => [name, []]));
  for (let round = 0; round < 5; round++) {
    await using program = await startProgram(options);
    const players = await Promise.all(accounts.map(async (account, index) => {
      const come = round === 0 ? register : logIn;
      const client = await come(program.telnetPort, account);
      const kept = round === 0 ? [] : await ownCharacters(client);
      for (const name of made.get(account) ?? []) assert.ok(kept.includes(name), name);
      return { account, client, kept, name: `Wren ${letter(index)}${letter(round)}` };
    }));
    for (const { client, name } of players) await sendCharacter(client, name);
    await Promise.any(players.map(({ client }) => client.until(/Character created/)));
    await program.kill();
    for (const { account, client, kept, name } of players) {
      await client.ended();
      const isTold = client.text.includes(`Character created: ${name}.`);
      made.set(account, isTold ? [...kept, name] : kept);
    }
  }
  await using program = await startProgram(options);
  for (const [account, names] of made) {
    await using client = await logIn(program.telnetPort, account);
    const kept = await ownCharacters(client);
    for (const name of names) assert.ok(kept.includes(name), name);
  }
});

Deno.test('store 1. an account is there after kill -9 at the moment "Account created" is read', async () => {
  await using data = await tempFolder();
  const options = { dataFolder: data.path, args: ARGS };
  {
    await using program = await startProgram(options);
    await using anna = await register(program.telnetPort, "Anna");
    await program.kill();
    assert.match(anna.text, /Account created: Anna/);
  }
  await using program = await startProgram(options);
  await using anna = await logIn(program.telnetPort, "Anna");
  assert.deepEqual(await ownCharacters(anna), []);
});

/** Makes a character, and returns its name as soon as the client has read of it. */
async function makeCharacter(client: TelnetClient, name: string): Promise<string> {
  await sendCharacter(client, name);
  await client.until(new RegExp(`Character created: ${name}\\.`));
  return name;
}

/** Types all that makes a character, and waits for nothing. */
async function sendCharacter(client: TelnetClient, name: string): Promise<void> {
  for (const line of [`charcreate ${name}`, "done", "yes"]) await client.send(line);
}

/** Reads the characters of the account from the screen that a login shows. */
async function ownCharacters(client: TelnetClient): Promise<string[]> {
  const screen = await client.until(/Your characters \(\d+\)\n[\s\S]*?\n\n/);
  const list = /Your characters \(\d+\)\n([\s\S]*?)\n\n/.exec(screen)?.[1] ?? "";
  return list.split("\n").map((line) => line.trim()).filter((line) => line.startsWith("Wren"));
}

function letter(index: number): string {
  return String.fromCharCode("A".charCodeAt(0) + index);
}
