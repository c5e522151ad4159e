import assert from "node:assert/strict";
import { type TempFolder, tempFolder } from "../cli/temp_folder.ts";
import { enterAsSuperuser, logIn, register } from "./players.ts";
import { withPlugin } from "./plugin_source.ts";
import { AT_ONCE, startProgram } from "./program.ts";

/** How often the power fails; the more often, the likelier a narrow gap is met. */
const ROUNDS = 6;

/** Source of a plugin that notes what it is told, with these migrations. */
function notesSource(migrations: string): string {
  return `
import { defineCommand, definePlugin, type Plugin } from "@vestibule/core";
const plugin: Plugin = definePlugin({
  ...{ name: "notes", version: "1.0.0", api: 1 },
  storage: { migrations: [${migrations}] },
  setup({ provide, storage }) {
    provide.commands("builtin/account", [
      defineCommand({
        ...{ key: "note", needs: "session" },
        run({ args, msg }) {
          storage.set(args, { at: args });
          msg("Noted: " + args + ".");
        },
      }),
      defineCommand({
        ...{ key: "notes", needs: "session" },
        run: ({ msg }) => msg("Notes: " + JSON.stringify(storage.entries()) + "."),
      }),
    ]);
  },
});
export default plugin;
`;
}

const SHORTER = `(storage) => {
  for (const [key] of storage.entries()) storage.set(key, 2);
}`;

const BROKEN = `(storage) => {
  storage.set("half", "done");
  throw new Error("ink is out");
}`;

/** Writes the plugin and returns its path. */
async function write(folder: TempFolder, migrations = ""): Promise<string> {
  await folder.write("notes.ts", notesSource(migrations));
  return `${folder.path}/notes.ts`;
}

Deno.test("store 1. what a plugin keeps is there after kill -9 at the moment it is told of", async () => {
  await using data = await tempFolder();
  const path = await write(data);
  const options = { dataFolder: data.path, args: [...withPlugin(path), ...AT_ONCE] };
  const told: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await using program = await startProgram(options);
    const come = round === 0 ? register : logIn;
    await using anna = await come(program.telnetPort, "Anna");
    await anna.send("notes");
    const [, notes = ""] = /Notes: (.*)\./.exec(await anna.until(/Notes: .*\./)) ?? [];
    assert.deepEqual(JSON.parse(notes), told.map((key) => [key, { at: key }]));
    const key = `round ${round}`;
    await anna.send(`note ${key}`);
    await anna.until(new RegExp(`Noted: ${key}\\.`));
    await program.kill();
    told.push(key);
  }
});

Deno.test("reload migrates what a plugin keeps, or is refused and the old code goes on", async () => {
  await using folder = await tempFolder();
  const path = await write(folder);
  await using program = await startProgram({ args: [...withPlugin(path), ...AT_ONCE] });
  await using anna = await enterAsSuperuser(program, "Anna");
  await anna.send("note first");
  await anna.until(/Noted: first\./);
  await write(folder, BROKEN);
  await anna.send("reload");
  await anna.until(/Refused; the old code goes on:/);
  await anna.until(/plugin "notes" from version 1 to 2 .*"ink is out"[\s\S]*notes\.ts:\d+:\d+/);
  await anna.send("notes");
  await anna.until(/Notes: \[\["first",\{"at":"first"\}\]\]\./);
  await write(folder, SHORTER);
  await anna.send("reload");
  await anna.until(/The world has been reloaded\./);
  await anna.send("notes");
  await anna.until(/Notes: \[\["first",2\]\]\./);
  await write(folder);
  await anna.send("reload");
  await anna.until(/Refused; the old code goes on:/);
  await anna.until(/current state is version 2, which a newer version of the plugin wrote/);
});

Deno.test("a start leaves a plugin out whose data cannot be migrated, and keeps the data", async () => {
  await using data = await tempFolder();
  const path = await write(data);
  const options = { dataFolder: data.path, args: [...withPlugin(path), ...AT_ONCE] };
  {
    await using program = await startProgram(options);
    await using anna = await register(program.telnetPort, "Anna");
    await anna.send("note first");
    await anna.until(/Noted: first\./);
    await program.stop("SIGTERM");
  }
  await write(data, BROKEN);
  {
    await using program = await startProgram(options);
    await program.until(/notes[\s\S]*ink is out/);
    await using anna = await logIn(program.telnetPort, "Anna");
    await anna.send("notes");
    await anna.until(/There is no command "notes"/);
    await program.stop("SIGTERM");
  }
  await write(data, SHORTER);
  await using program = await startProgram(options);
  await using anna = await logIn(program.telnetPort, "Anna");
  await anna.send("notes");
  await anna.until(/Notes: \[\["first",2\]\]\./);
});
