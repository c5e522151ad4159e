import assert from "node:assert/strict";
import { FREE_PORTS, inheritedEnv } from "./program.ts";
import { TelnetClient } from "./telnet_client.ts";

const MAIN = new URL("../../src/main.ts", import.meta.url).pathname;

Deno.test("main() goes on when nobody reads its log any more", async () => {
  const dataFolder = await Deno.makeTempDir({ prefix: "vestibule-" });
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      MAIN,
      ...FREE_PORTS,
      "--data",
      dataFolder,
    ],
    clearEnv: true,
    env: inheritedEnv(),
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  await child.stderr.cancel();
  const output = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  try {
    const port = await telnetPort(output);
    for (const _ of ["first", "second"]) {
      await using client = await TelnetClient.connect(port);
      assert.match(await client.until(/connect <name>/), /Welcome/);
    }
  } finally {
    child.kill("SIGKILL");
    await child.status;
    await output.cancel();
    await Deno.remove(dataFolder, { recursive: true });
  }
});

async function telnetPort(output: ReadableStreamDefaultReader<string>): Promise<number> {
  let printed = "";
  for (;;) {
    const found = /telnet [\d.]+ (\d+)/.exec(printed)?.[1];
    if (found !== undefined) return Number(found);
    const { value, done } = await output.read();
    if (done) throw new Error(`The program ended before it told its port:\n${printed}`);
    printed += value;
  }
}
