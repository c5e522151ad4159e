import assert from "node:assert/strict";
import { join } from "node:path";
import { KeyFolder } from "../../src/portals/key_folder.ts";
import { tempFolder } from "../cli/temp_folder.ts";

const hasModes = Deno.build.os !== "windows";

async function modeOf(path: string): Promise<number> {
  return ((await Deno.stat(path)).mode ?? 0) & 0o777;
}

Deno.test({
  name: "KeyFolder makes files and their folder that nobody else may read",
  ignore: !hasModes,
  async fn() {
    await using folder = await tempFolder();
    const path = join(folder.path, "data", "keys");
    const keys = new KeyFolder(path);
    await keys.write("one.pem", "secret");
    assert.equal(await modeOf(path), 0o700);
    assert.equal(await modeOf(keys.pathOf("one.pem")), 0o600);
    assert.equal(await keys.read("one.pem"), "secret");
  },
});

Deno.test({
  name: "KeyFolder closes to others what was open to them",
  ignore: !hasModes,
  async fn() {
    await using folder = await tempFolder();
    const keys = new KeyFolder(folder.path);
    await Deno.writeTextFile(keys.pathOf("one.pem"), "secret", { mode: 0o644 });
    assert.equal(await keys.read("one.pem"), "secret");
    assert.equal(await modeOf(keys.pathOf("one.pem")), 0o600);
  },
});

Deno.test("KeyFolder replaces a file, whatever a crash left behind", async () => {
  await using folder = await tempFolder();
  const keys = new KeyFolder(folder.path);
  await keys.write("one.pem", "old");
  await Deno.writeTextFile(keys.pathOf("one.pem.new"), "half");
  await keys.write("one.pem", "new");
  assert.equal(await keys.read("one.pem"), "new");
  assert.deepEqual([...Deno.readDirSync(folder.path)].map(({ name }) => name), ["one.pem"]);
});

Deno.test("KeyFolder knows no file that is not there", async () => {
  await using folder = await tempFolder();
  assert.equal(await new KeyFolder(join(folder.path, "none")).read("one.pem"), undefined);
});
