import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { tempFolder } from "../cli/temp_folder.ts";
import { measured, stopwatch } from "../reliability/measured.ts";
import { plantFault } from "./plant_fault.ts";
import { enter, logIn } from "./players.ts";
import { AT_ONCE, startProgram } from "./program.ts";

Deno.test("crash 11. when the Store's thread dies, everybody is told, the program ends with 70, and the world is whole", async () => {
  await using data = await tempFolder();
  await using fault = await plantFault("dying_commit.ts", "src/core/store/group_commit.ts");
  const options = { dataFolder: data.path, args: AT_ONCE };
  {
    await using program = await startProgram({ ...options, flags: fault.flags });
    await using anna = await enter(program.telnetPort, "Anna");
    await using bert = await enter(program.telnetPort, "Bert");
    await bert.send("get key");
    await bert.until(/You take brass key/);
    await anna.send("ooc");
    await anna.until(/You are out of character/);
    await anna.send("charcreate Doom");
    for (const line of ["done", "yes"]) await anna.send(line);
    const since = stopwatch();
    let told = 0;
    for (const client of [anna, bert]) {
      await client.until(/The server has lost its memory and has to stop\. Come back soon\./);
      await client.until(/The server is shutting down/);
      await client.ended();
      told++;
    }
    const code = await program.ended;
    measured("crash 11", `${told} players told, ended with code ${code} after ${since()} ms`);
    assert.equal(code, 70);
    assert.match(program.printed, /store:lost.*a bug in the Store/);
    assert.doesNotMatch(anna.text, /Character created: Doom|You become Doom/);
  }
  {
    using database = new DatabaseSync(`${data.path}/vestibule.db`);
    assert.equal(database.prepare("SELECT 1 FROM objects WHERE name = 'Doom'").get(), undefined);
    assert.equal(database.prepare("PRAGMA integrity_check").get()?.integrity_check, "ok");
  }
  await using program = await startProgram(options);
  await using bert = await logIn(program.telnetPort, "Bert");
  await bert.until(/You become/);
  await bert.send("inventory");
  await bert.until(/You carry: brass key/);
});
