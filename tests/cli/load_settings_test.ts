import assert from "node:assert/strict";
import { parseArgs, type RunArgs } from "../../src/cli/args.ts";
import { type LoadedSettings, loadSettings } from "../../src/cli/load_settings.ts";
import { systemClock } from "../../src/core/clock.ts";
import { SettingsError } from "../../src/core/settings/settings_error.ts";
import { tempFolder } from "./temp_folder.ts";

function run(argv: readonly string[]): RunArgs {
  const args = parseArgs(argv);
  assert.ok(args.kind === "run");
  return args;
}

function load(
  folder: string,
  argv: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<LoadedSettings> {
  return loadSettings({ args: run(argv), env, folder, clock: systemClock });
}

Deno.test("loadSettings() gives the defaults in an empty folder", async () => {
  await using folder = await tempFolder();
  const { settings, sources, file } = await load(folder.path);
  assert.equal(settings.telnetPort, 4000);
  assert.equal(sources.size, 0);
  assert.equal(file, undefined);
});

Deno.test("loadSettings() lets environment win over file, and flags over both", async () => {
  await using folder = await tempFolder();
  const path = await folder.write(
    "vestibule.config.ts",
    `export default { serverName: "file", telnetPort: 1, webPort: 2 };`,
  );
  const env = { VESTIBULE_TELNET_PORT: "3", VESTIBULE_WEB_PORT: "4" };
  const { settings, sources, file } = await load(folder.path, ["--web-port", "5"], env);
  assert.deepEqual([settings.serverName, settings.telnetPort, settings.webPort], ["file", 3, 5]);
  assert.deepEqual(Object.fromEntries(sources), {
    serverName: "vestibule.config.ts",
    telnetPort: "environment",
    webPort: "flags",
  });
  assert.equal(file, path);
});

Deno.test("loadSettings() prefers the file of --config to that of the environment", async () => {
  await using folder = await tempFolder();
  await folder.write("a.ts", `export default { serverName: "a" };`);
  await folder.write("b.ts", `export default { serverName: "b" };`);
  const env = { VESTIBULE_CONFIG: "a.ts" };
  assert.equal((await load(folder.path, [], env)).settings.serverName, "a");
  assert.equal((await load(folder.path, ["--config", "b.ts"], env)).settings.serverName, "b");
});

Deno.test("loadSettings() reports the problems of file, environment and flags at once", async () => {
  await using folder = await tempFolder();
  await folder.write("vestibule.config.ts", `export default { webProt: 1 };`);
  const loading = load(folder.path, ["--telnet-port", "x"], { VESTIBULE_HOTS: "" });
  const error: unknown = await loading.catch((reason: unknown) => reason);
  assert.ok(error instanceof SettingsError);
  assert.deepEqual(error.issues.map(({ source, setting }) => [source, setting]), [
    ["vestibule.config.ts", "webProt"],
    ["environment", "VESTIBULE_HOTS"],
    ["flags", "telnetPort"],
  ]);
});
