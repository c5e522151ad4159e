import assert from "node:assert/strict";
import { clientTest } from "./clients/client_test_case.ts";
import { startProgram } from "./program.ts";

const LINES = [
  'create anna "correct horse"',
  "charcreate Anna",
  "done",
  "yes",
  "look brass key",
  "",
]
  .join("\n");

/** Sends text to a port, ends the sending side at once, and reads to the end. */
async function pipe(port: number, text: string): Promise<string> {
  using socket = await Deno.connect({ hostname: "127.0.0.1", port });
  await socket.write(new TextEncoder().encode(text));
  await socket.closeWrite();
  return await new Response(socket.readable).text();
}

Deno.test("lines piped into the telnet port are answered before the connection ends", async () => {
  await using program = await startProgram();
  const answer = await pipe(program.telnetPort, LINES);
  assert.match(answer, /Welcome to[^]*Account created[^]*You become Anna[^]*It fits no door/);
});

Deno.test("lines piped with a quit at their end leave nobody behind", async () => {
  await using program = await startProgram();
  const answer = await pipe(program.telnetPort, `${LINES}quit\n`);
  assert.match(answer, /It fits no door[^]*Goodbye\. Come back soon\.\r\n$/);
});

clientTest("nc -N shows the answers to what is piped into it", ["nc"], async (nc) => {
  await using program = await startProgram();
  const child = new Deno.Command(nc, {
    args: ["-N", "127.0.0.1", `${program.telnetPort}`],
    ...{ stdin: "piped", stdout: "piped" },
  }).spawn();
  const keyboard = child.stdin.getWriter();
  await keyboard.write(new TextEncoder().encode(LINES));
  await keyboard.close();
  const { stdout } = await child.output();
  assert.match(new TextDecoder().decode(stdout), /You become Anna[^]*It fits no door/);
});

Deno.test("a browser that comes to the telnet port is told where the web client is", async () => {
  await using program = await startProgram();
  const response = await fetch(`http://127.0.0.1:${program.telnetPort}/`);
  assert.equal(response.status, 400);
  assert.equal(
    await response.text(),
    `This port speaks telnet. The web client is on port ${program.webPort}.\r\n`,
  );
});

clientTest("curl shows where the web client is", ["curl"], async (curl) => {
  await using program = await startProgram();
  const { code, stdout } = await new Deno.Command(curl, {
    args: ["--silent", "--noproxy", "*", `http://127.0.0.1:${program.telnetPort}/`],
  }).output();
  assert.equal(code, 0);
  assert.match(new TextDecoder().decode(stdout), new RegExp(`port ${program.webPort}\\.`));
});
