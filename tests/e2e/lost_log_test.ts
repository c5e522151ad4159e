import assert from "node:assert/strict";
import { measured } from "../reliability/measured.ts";
import { FREE_PORTS, inheritedEnv } from "./program.ts";
import { TelnetClient } from "./telnet_client.ts";

const MAIN = new URL("../../src/main.ts", import.meta.url).pathname;
const VISITS = 5;

Deno.test("crash 14. main() goes on when nobody reads its log any more", async () => {
  await assertGoesOn("its log lost", async (args) => {
    const child = command(Deno.execPath(), args).spawn();
    await child.stderr.cancel();
    return child;
  });
});

Deno.test({
  name: "crash 14. main() goes on when the disk is full that its log is written to",
  ignore: Deno.build.os !== "linux",
  fn: () =>
    assertGoesOn("its log on a full disk", async (args) => {
      const onFullDisk = ["-c", 'exec "$0" "$@" 2>/dev/full', Deno.execPath(), ...args];
      const child = command("sh", onFullDisk).spawn();
      await child.stderr.cancel();
      return child;
    }),
});

function command(program: string, args: readonly string[]): Deno.Command {
  return new Deno.Command(program, {
    args: [...args],
    clearEnv: true,
    env: inheritedEnv(),
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

/** Starts the program, and connects again and again: each time something is logged. */
async function assertGoesOn(
  how: string,
  spawn: (args: readonly string[]) => Promise<Deno.ChildProcess>,
): Promise<void> {
  const dataFolder = await Deno.makeTempDir({ prefix: "vestibule-" });
  const child = await spawn(["run", "-A", MAIN, ...FREE_PORTS, "--data", dataFolder]);
  const output = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  try {
    const port = await telnetPort(output);
    let greeted = 0;
    while (greeted < VISITS) {
      await using client = await TelnetClient.connect(port);
      assert.match(await client.until(/connect <name>/), /Welcome/);
      greeted++;
    }
    measured("crash 14", `${how}: ${greeted} of ${VISITS} clients greeted`);
  } finally {
    child.kill("SIGKILL");
    await child.status;
    await output.cancel();
    await Deno.remove(dataFolder, { recursive: true });
  }
}

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
