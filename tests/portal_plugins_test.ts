import assert from "node:assert/strict";
import { tempFolder } from "./cli/temp_folder.ts";
import { ManualClock, systemClock } from "../src/core/clock.ts";
import { resolveSettings } from "../src/core/settings/resolve.ts";
import type { Config } from "../src/core/settings/settings.ts";
import { loadPortalPlugins, lonelyPortals } from "../src/portal_plugins.ts";

function settingsWith(portalPlugins: Config["portalPlugins"]) {
  return resolveSettings([{ name: "test", values: { portalPlugins } }]).settings;
}

Deno.test("loadPortalPlugins() loads nothing unless it is asked to", async () => {
  const loaded = await loadPortalPlugins(resolveSettings([]).settings, {
    folder: "/nowhere",
    clock: systemClock,
  });
  assert.deepEqual(loaded, []);
});

Deno.test("loadPortalPlugins() loads finger by its short name, with its settings", async () => {
  const settings = settingsWith([{ use: "finger", settings: { port: 0 } }]);
  const [finger] = await loadPortalPlugins(settings, { folder: "/nowhere", clock: systemClock });
  assert.deepEqual([finger?.plugin.name, finger?.settings], ["finger", { port: 0 }]);
});

Deno.test("lonelyPortals() says which plugin is missing, and where to add it", async () => {
  const settings = settingsWith([{ use: "finger", settings: { port: 0 } }]);
  const portals = await loadPortalPlugins(settings, { folder: "/nowhere", clock: systemClock });
  assert.deepEqual(lonelyPortals(portals, ["builtin 0.1.0", "finger 0.1.0"]), []);
  assert.deepEqual(lonelyPortals(portals, ["builtin 0.1.0"]), [
    'The portal plugin "finger" is of no use without the plugin "finger", which does not run: ' +
    'add it to the setting "plugins" as well',
  ]);
});

for (
  const [what, source, message] of [
    ["is not there", undefined, /"\.\/it\.js" as its module must be there and run: .*it\.js/],
    ["throws", 'throw new Error("no moon")', /must be there and run: no moon\. Correct it/],
    ["exports nothing", "export const it = 1;", /its default export must be a portal plugin/],
  ] as const
) {
  Deno.test(`loadPortalPlugins() names a module that ${what}`, async () => {
    await using folder = await tempFolder();
    if (source !== undefined) await folder.write("it.js", source);
    const options = { folder: folder.path, clock: systemClock };
    await assert.rejects(loadPortalPlugins(settingsWith(["./it.js"]), options), message);
  });
}

Deno.test("loadPortalPlugins() waits 30 s for a module that never comes to its end", async () => {
  await using folder = await tempFolder();
  // Deno itself refuses a module that nothing could ever resume, so a timer keeps it going.
  const source = "globalThis.stuck = setInterval(() => {}, 1e6); await new Promise(() => {});";
  await folder.write("it.js", source);
  const clock = new ManualClock();
  const loading = loadPortalPlugins(settingsWith(["./it.js"]), { folder: folder.path, clock });
  const failed = assert.rejects(loading, /"\.\/it\.js".*did not load within 30 s/);
  clock.advance(30_000);
  await failed;
  clearInterval(Reflect.get(globalThis, "stuck"));
});
