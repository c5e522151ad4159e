import assert from "node:assert/strict";
import { tempFolder } from "../cli/temp_folder.ts";
import { enter } from "./players.ts";
import { AT_ONCE, FREE_PORTS, runToEnd, startProgram } from "./program.ts";

Deno.test("a database file that is none stops the start with what to do, and stays as it was", async () => {
  await using data = await tempFolder();
  const file = await data.write("vestibule.db", "Dear diary, today I became a file.\n".repeat(200));
  const before = await Deno.readFile(file);
  const { code, out, err } = await runToEnd([...FREE_PORTS, "--data", data.path]);
  assert.equal(code, 1);
  assert.equal(out, "");
  assert.match(
    err,
    /Cannot open the store ".*vestibule\.db" as the file must be a whole SQLite database/,
  );
  assert.match(err, /put a backup in its place, or move it away to begin a new world/);
  assert.deepEqual(await Deno.readFile(file), before);
});

for (const { what, offset } of [{ what: "header", offset: 0 }, { what: "schema", offset: 100 }]) {
  Deno.test(`a database with a damaged ${what} stops the start, and stays as it was`, async () => {
    await using data = await tempFolder();
    {
      await using program = await startProgram({ dataFolder: data.path, args: AT_ONCE });
      await using _anna = await enter(program.telnetPort, "Anna");
      assert.equal(await program.stop("SIGTERM"), 0);
    }
    const file = `${data.path}/vestibule.db`;
    const damaged = await Deno.readFile(file);
    damaged.fill(0xa5, offset, offset + 400);
    await Deno.writeFile(file, damaged);
    const { code, err } = await runToEnd([...FREE_PORTS, "--data", data.path]);
    assert.equal(code, 1);
    assert.match(err, /Cannot open the store .*put a backup in its place/);
    assert.deepEqual(await Deno.readFile(file), damaged);
  });
}

Deno.test("a file in place of the data folder stops the start with what to do, and stays as it was", async () => {
  await using folder = await tempFolder();
  const file = await folder.write("data", "not a folder");
  for (const path of [file, `${file}/inner`]) {
    const { code, err } = await runToEnd([...FREE_PORTS, "--data", path]);
    assert.equal(code, 1);
    assert.match(err, /Cannot use data folder ".*" as it must be a folder that can be written/);
    assert.match(err, /Choose another one with --data DIR/);
  }
  assert.equal(await Deno.readTextFile(file), "not a folder");
});

Deno.test("a data folder that cannot be written stops the start with what to do", async () => {
  const { code, err } = await runToEnd([...FREE_PORTS, "--data", "/proc"]);
  assert.equal(code, 1);
  assert.match(
    err,
    /Cannot open the store "\/proc\/vestibule\.db" as its folder must be there and writable/,
  );
});
