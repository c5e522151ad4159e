import assert from "node:assert/strict";
import { makeClassroom } from "../src/classroom.ts";
import { parseArgs } from "../src/cli/args.ts";
import { loadSettings } from "../src/cli/load_settings.ts";
import { systemClock } from "../src/core/clock.ts";
import { tempFolder } from "./cli/temp_folder.ts";

Deno.test("makeClassroom() makes as many codes as seats, and a folder that its end takes away", async () => {
  const classroom = await makeClassroom(30);
  const { lesson: { plugin, values }, facts } = classroom;
  const { codes, lessons, teacherKey } = plugin.settings ?? {};
  assert.ok(Array.isArray(codes) && Array.isArray(lessons));
  assert.deepEqual([new Set(codes).size, lessons.length], [30, 10]);
  assert.equal(teacherKey, facts.teacherKey);
  assert.notEqual(facts.teacherKey, facts.viewKey);
  const folder = String(values.dataFolder);
  assert.equal((await Deno.stat(folder)).isDirectory, true);
  await classroom.end();
  await assert.rejects(Deno.stat(folder), Deno.errors.NotFound);
});

Deno.test("loadSettings() lets a class win over the environment, and flags over the class", async () => {
  await using folder = await tempFolder();
  const args = parseArgs(["--classroom", "2", "--host", "::1"]);
  assert.ok(args.kind === "run");
  const lesson = {
    name: "--classroom",
    values: { host: "", dataFolder: "/thrown-away" },
    plugin: { use: "classroom", settings: {} },
  };
  const env = { VESTIBULE_DATA_FOLDER: "kept" };
  const { settings } = await loadSettings({
    ...{ args, env, lesson, folder: folder.path, clock: systemClock },
  });
  assert.deepEqual([settings.host, settings.dataFolder], ["::1", "/thrown-away"]);
  assert.deepEqual(settings.plugins.at(-1), lesson.plugin);
  assert.equal(settings.plugins.length, 2);
});
