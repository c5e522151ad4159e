import assert from "node:assert/strict";
import { join } from "node:path";
import { findConfigFile, readConfigFile } from "../../src/cli/config_file.ts";
import { ConfigFileError } from "../../src/cli/config_file_error.ts";
import { ManualClock, systemClock } from "../../src/core/clock.ts";
import { tempFolder } from "./temp_folder.ts";

const DEFINE_CONFIG = new URL("../../src/core/settings/define_config.ts", import.meta.url).href;

function read(file: string): Promise<Readonly<Record<string, unknown>>> {
  return readConfigFile(file, { clock: systemClock, timeLimit: 30_000 });
}

/** Reads a file of this text, and returns the error together with the file's path. */
async function failureOf(text: string): Promise<{ error: ConfigFileError; file: string }> {
  await using folder = await tempFolder();
  const file = await folder.write("bad.config.ts", text);
  const outcome: unknown = await read(file).catch((error: unknown) => error);
  assert.ok(outcome instanceof ConfigFileError, String(outcome));
  return { error: outcome, file };
}

Deno.test("readConfigFile() returns the default export of a TypeScript file", async () => {
  await using folder = await tempFolder();
  const file = await folder.write(
    "vestibule.config.ts",
    `import { defineConfig } from "${DEFINE_CONFIG}";
     const port: number = 5000;
     export default defineConfig({ telnetPort: port, plugins: [{ use: "./a.ts" }] });`,
  );
  assert.deepEqual(await read(file), { telnetPort: 5000, plugins: [{ use: "./a.ts" }] });
});

Deno.test("readConfigFile() sees what changed, in imported files too", async () => {
  await using folder = await tempFolder();
  const file = await folder.write("a.config.ts", `export { values as default } from "./b.ts";`);
  await folder.write("b.ts", `export const values = { serverName: "before" };`);
  assert.deepEqual(await read(file), { serverName: "before" });
  await folder.write("b.ts", `export const values = { serverName: "after" };`);
  assert.deepEqual(await read(file), { serverName: "after" });
});

Deno.test("readConfigFile() takes a path with spaces and other signs", async () => {
  await using folder = await tempFolder();
  const file = await folder.write("my ü#1%20.config.ts", "export default { telnetPort: 1 };");
  assert.deepEqual(await read(file), { telnetPort: 1 });
});

Deno.test("readConfigFile() tells the place of a syntax error", async () => {
  const { error, file } = await failureOf("export default {\n  telnetPort: 4000 4001,\n};\n");
  assert.match(error.message, /as it must load: SyntaxError: .*:2:\d+$/);
  assert.equal(error.place?.file, file);
  assert.equal(error.place?.line, 2);
});

Deno.test("readConfigFile() tells the place of a throw", async () => {
  const { error, file } = await failureOf('const a = 1;\n\nthrow new Error("no " + a);\n');
  assert.equal(
    error.message,
    `Cannot read the settings file "${file}" as it must load: Error: no 1, at ${file}:3:7`,
  );
});

Deno.test("readConfigFile() tells the place of a promise that nobody waited for", async () => {
  const { error } = await failureOf(
    `Promise.reject(new Error("late"));\nawait new Promise(() => {});\nexport default {};\n`,
  );
  assert.match(error.message, /Error: late, at .*bad\.config\.ts:1:\d+$/);
});

Deno.test("readConfigFile() tells the place of an import that does not exist", async () => {
  const { error, file } = await failureOf('import "./missing.ts";\nexport default {};\n');
  assert.match(error.message, /Module not found .*missing\.ts/);
  assert.equal(error.place?.file, file);
  assert.equal(error.place?.line, 1);
});

Deno.test("readConfigFile() refuses a file without a default export", async () => {
  const { error } = await failureOf("export const telnetPort = 4000;\n");
  assert.match(error.message, /as it must have a default export: it has none$/);
});

Deno.test("readConfigFile() refuses a default export that is no object of settings", async () => {
  for (const value of ["5", "null", "[]", "new Map()", "() => ({})"]) {
    const { error } = await failureOf(`export default ${value};\n`);
    assert.match(error.message, /default export must be an object of settings/, value);
  }
});

Deno.test("readConfigFile() refuses functions, and says where they are", async () => {
  const { error } = await failureOf(
    `export default { plugins: [{ use: "a", settings: { greet() {} } }] };\n`,
  );
  assert.match(error.message, /plain data only: plugins\[0\]\.settings\.greet is a function$/);
});

Deno.test("readConfigFile() refuses values that lose their class on the way", async () => {
  const { error } = await failureOf("export default { plugins: new Set() };\n");
  assert.match(error.message, /plugins is not a plain object$/);
});

Deno.test("readConfigFile() lets the file read files and nothing else", async () => {
  for (
    const attempt of [
      `Deno.env.get("HOME")`,
      `Deno.writeTextFileSync("x", "")`,
      `new Deno.Command("true").outputSync()`,
      `Deno.listen({ port: 0 })`,
      `Deno.hostname()`,
    ]
  ) {
    const { error } = await failureOf(`${attempt};\nexport default {};\n`);
    assert.match(error.message, /NotCapable: Requires .* access/, attempt);
    assert.equal(error.place?.line, 1, attempt);
  }
});

Deno.test("readConfigFile() gives up on a file that does not finish loading", async () => {
  await using folder = await tempFolder();
  const clock = new ManualClock();
  const file = await folder.write(
    "a.config.ts",
    "await new Promise(() => {});\nexport default {};",
  );
  const reading = readConfigFile(file, { clock, timeLimit: 5000 });
  clock.advance(5000);
  await assert.rejects(reading, /as it must load within 5000 ms: it is still loading$/);
});

Deno.test("findConfigFile() finds the usual file, if it is there", async () => {
  await using folder = await tempFolder();
  assert.equal(await findConfigFile(folder.path, undefined), undefined);
  const file = await folder.write("vestibule.config.ts", "export default {};");
  assert.equal(await findConfigFile(folder.path, undefined), file);
});

Deno.test("findConfigFile() refuses a file that was asked for and is not there", async () => {
  await using folder = await tempFolder();
  const file = await folder.write("my.ts", "export default {};");
  assert.equal(await findConfigFile(folder.path, "my.ts"), file);
  assert.equal(await findConfigFile("/", file), file);
  await assert.rejects(findConfigFile(folder.path, "your.ts"), {
    name: "ConfigFileError",
    file: join(folder.path, "your.ts"),
  });
});
