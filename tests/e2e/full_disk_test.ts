import assert from "node:assert/strict";
import { tempFolder } from "../cli/temp_folder.ts";
import { measured, stopwatch } from "../reliability/measured.ts";
import { enter, logIn } from "./players.ts";
import { AT_ONCE, startProgram } from "./program.ts";
import type { TelnetClient } from "./telnet_client.ts";

/** How large the disk is: the world, its keys and some of SQLite's log. */
const DISK = "4m";
/** How often somebody tries to change something while it is full. */
const TRIES = 10;

Deno.test({
  name: "store 4. the running server refuses changes while its disk is full, and takes them again",
  ignore: !await canMount(),
  async fn() {
    await using folder = await tempFolder();
    await using _disk = await mountDisk(folder.path);
    const options = { dataFolder: folder.path, args: AT_ONCE };
    const filler = `${folder.path}/filler`;
    {
      await using program = await startProgram(options);
      await using anna = await enter(program.telnetPort, "Anna");
      await using bert = await enter(program.telnetPort, "Bert");
      await fillUp(filler);
      await anna.send("get key");
      await anna.until(/could not keep what was just done, so it was undone/);
      const refused = await countRefused(anna);
      assert.equal(refused, TRIES);
      await bert.send("look");
      await bert.until(/You see: .*brass key/);
      await bert.send("say Still here");
      await anna.until(/Bert says, "Still here"/);
      assert.doesNotMatch(program.printed, /store:resume/);
      await Deno.remove(filler);
      const since = stopwatch();
      await program.until(/store:resume/);
      await anna.send("get key");
      await anna.until(/You take brass key/);
      measured(
        "store 4",
        `${refused} of ${TRIES} changes refused; taken again ${since()} ms after there was room`,
      );
      await program.kill();
    }
    await using program = await startProgram(options);
    await using anna = await logIn(program.telnetPort, "Anna");
    await anna.until(/You become/);
    await anna.send("inventory");
    await anna.until(/You carry: brass key/);
  },
});

/** Tries to change something, and returns how often that was refused. */
async function countRefused(player: TelnetClient): Promise<number> {
  let refused = 0;
  for (let tries = 0; tries < TRIES; tries++) {
    await player.send("get key");
    const answer = await player.until(/nothing was changed|You take/);
    if (/cannot keep changes just now, so nothing was changed/.test(answer)) refused++;
  }
  return refused;
}

/** Writes until there is no room for another byte. */
async function fillUp(path: string): Promise<void> {
  using file = await Deno.open(path, { write: true, create: true });
  for (let size = 65_536; size >= 1;) {
    try {
      await file.write(new Uint8Array(size));
    } catch (error) {
      assert.match(String(error), /No space left on device/);
      size = Math.floor(size / 2);
    }
  }
}

/** Makes a small disk of a folder, until it is disposed of. */
async function mountDisk(path: string): Promise<AsyncDisposable> {
  assert.ok(await runs("mount", ["-t", "tmpfs", "-o", `size=${DISK}`, "tmpfs", path]));
  return { [Symbol.asyncDispose]: async () => assert.ok(await runs("umount", [path])) };
}

/** Only Linux has this kind of disk, and only the superuser may mount one. */
async function canMount(): Promise<boolean> {
  if (Deno.build.os !== "linux" || Deno.uid() !== 0) return false;
  await using folder = await tempFolder();
  const isMounted = await runs("mount", ["-t", "tmpfs", "tmpfs", folder.path]);
  return isMounted && await runs("umount", [folder.path]);
}

async function runs(program: string, args: readonly string[]): Promise<boolean> {
  const { success } = await new Deno.Command(program, {
    args: [...args],
    stdout: "null",
    stderr: "null",
  }).output();
  return success;
}
