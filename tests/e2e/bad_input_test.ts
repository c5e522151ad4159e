import assert from "node:assert/strict";
import { enter, logIn, register, talk } from "./players.ts";
import { AT_ONCE, startProgram } from "./program.ts";
import { seededBytes } from "./seeded_bytes.ts";
import { TelnetClient } from "./telnet_client.ts";

const MEBIBYTE = 1024 * 1024;

Deno.test("a line of a mebibyte without an end is dropped; its sender and all others play on", async () => {
  await using program = await startProgram({ args: AT_ONCE });
  await using anna = await enter(program.telnetPort, "Anna");
  await using bert = await enter(program.telnetPort, "Bert");
  await anna.write(new Uint8Array(MEBIBYTE).fill("x".charCodeAt(0)));
  await anna.until(/That line was longer than \d+ characters; nothing of it was read\./);
  await talk(bert, anna, "Listen");
  await anna.send("");
  await talk(anna, bert, "Sorry");
  assert.equal(await program.stop("SIGTERM"), 0);
});

for (const seed of [1, 2, 3]) {
  Deno.test(`random bytes disturb nobody else, before and after a login (seed ${seed})`, async () => {
    await using program = await startProgram({ args: AT_ONCE });
    await using anna = await enter(program.telnetPort, "Anna");
    await using noise = await TelnetClient.connect(program.telnetPort);
    await using bert = await register(program.telnetPort, "Bert");
    for (const client of [noise, bert]) await client.tryWrite(seededBytes(seed, 256 * 1024));
    await using clara = await enter(program.telnetPort, "Clara");
    await talk(anna, clara, "What was that");
    assert.equal(await program.stop("SIGTERM"), 0);
    await anna.until(/The server is shutting down/);
  });
}

Deno.test("a client that vanishes while it is asked for a password leaves its name free", async () => {
  await using program = await startProgram({ args: AT_ONCE });
  const ghost = await TelnetClient.connect(program.telnetPort);
  await ghost.until(/Welcome to/);
  await ghost.send("create Anna");
  await ghost.until(/Choose a password/);
  ghost.close();
  await ghost.ended();
  await using anna = await enter(program.telnetPort, "Anna");
  await anna.send("who");
  await anna.until(/1 account logged in/);
});

Deno.test("a client that vanishes in the middle of a login leaves no session behind", async () => {
  await using program = await startProgram({ args: AT_ONCE });
  const first = await register(program.telnetPort, "Anna");
  first.close();
  await first.ended();
  const ghost = await logIn(program.telnetPort, "Anna");
  ghost.close();
  await ghost.ended();
  await program.until(/portal:disconnect #2/);
  await using bert = await enter(program.telnetPort, "Bert");
  await bert.send("who");
  await bert.until(/1 account logged in/);
});

Deno.test("a name that is taken and a weak password are refused with what to do, and asked again", async () => {
  await using program = await startProgram({ args: AT_ONCE });
  await using anna = await register(program.telnetPort, "Anna");
  await using other = await TelnetClient.connect(program.telnetPort);
  await other.until(/Welcome to/);
  await other.send('create ANNA "another password"');
  await other.until(/The name "ANNA" is taken\. Choose another one\./);
  await other.send("create Bert secret");
  await other.until(
    /The password must have at least 8 characters\. Type create Bert to try again\./,
  );
  await other.send("create Bert 12345678");
  await other.until(/The password may not be digits only/);
  await other.send('create Bert "a good one, this"');
  await other.until(/You are out of character, as the account Bert/);
  await anna.send("who");
  await anna.until(/2 accounts logged in/);
});
