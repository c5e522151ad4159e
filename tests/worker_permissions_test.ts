import assert from "node:assert/strict";
import type { PluginNeeds } from "../src/core/plugins/plugin_info.ts";
import { workerPermissions } from "../src/worker_permissions.ts";
import { temporaryFolder } from "./core/store/samples.ts";

const NOTHING = {
  ...{ net: false, read: false, env: false, write: false },
  ...{ run: false, ffi: false, sys: false, import: false },
} as const;

function granted(grants: Readonly<Record<string, PluginNeeds>>, folder = "/game") {
  return workerPermissions({ grants, dataFolder: "data" }, { folder, mayPrompt: false });
}

Deno.test("workerPermissions() denies everything that nobody is granted", () => {
  assert.deepEqual(granted({}), NOTHING);
  assert.deepEqual(granted({ weather: {}, party: { net: [], read: [], env: [] } }), NOTHING);
});

Deno.test("workerPermissions() gives the one isolate what is granted to any plugin", () => {
  const grants = {
    weather: { net: ["api.example.org:443"], read: ["data/weather", "/srv/maps"] },
    party: { net: ["cake.example.org"], env: ["CAKE"] },
  };
  assert.deepEqual(granted(grants), {
    ...NOTHING,
    net: ["api.example.org:443", "cake.example.org"],
    read: ["/game/data/weather", "/srv/maps"],
    env: ["CAKE"],
  });
});

for (
  const path of [
    "data",
    ".",
    "..",
    "/",
    "data/vestibule.db",
    "data/vestibule.db-wal",
    "data/keys",
    "data/keys/tls",
  ]
) {
  Deno.test(`workerPermissions() lets nobody read ${path}, where the database or the keys are`, () => {
    assert.throws(() => granted({ weather: { read: [path] } }), {
      message: `Cannot grant plugin "weather" to read "${path}" as it must be apart from the ` +
        'database: that is in "/game/data". Grant a folder of its own, such as ' +
        '"/game/data/weather"',
    });
  });
}

Deno.test("workerPermissions() follows a link before it says whether it may be read", async () => {
  using folder = temporaryFolder();
  await Deno.mkdir(`${folder.path}/data`);
  await Deno.symlink(`${folder.path}/data`, `${folder.path}/harmless`);
  const grants = { weather: { read: ["harmless"] } };
  assert.throws(() => granted(grants, folder.path), /must be apart from the database/);
});

Deno.test("workerPermissions() follows a link to what is not there yet", async () => {
  using folder = temporaryFolder();
  await Deno.mkdir(`${folder.path}/data`);
  await Deno.symlink(`${folder.path}/data`, `${folder.path}/harmless`);
  for (const path of ["harmless/keys", "harmless/keys/tls", "harmless/vestibule.db"]) {
    assert.throws(
      () => granted({ weather: { read: [path] } }, folder.path),
      /must be apart from the database/,
    );
  }
  await Deno.symlink("data/keys", `${folder.path}/dangling`);
  const dangling = { weather: { read: ["dangling"] } };
  assert.throws(() => granted(dangling, folder.path), /must be apart from the database/);
  await Deno.symlink("round", `${folder.path}/round`);
  const round = granted({ weather: { read: ["round"] } }, folder.path);
  assert.deepEqual(round.read, [`${Deno.realPathSync(folder.path)}/round`]);
  const { read } = granted({ weather: { read: ["harmless/weather/maps"] } }, folder.path);
  assert.deepEqual(read, [`${Deno.realPathSync(folder.path)}/data/weather/maps`]);
});

Deno.test("workerPermissions() knows a folder within by its place, not by how its name begins", () => {
  const settings = { dataFolder: "..data", grants: { weather: { read: ["."] } } };
  assert.throws(
    () => workerPermissions(settings, { folder: "/game", mayPrompt: false }),
    /must be apart from the database/,
  );
});

for (const path of ["data/Keys/tls", "data/Vestibule.DB"]) {
  Deno.test(`workerPermissions() lets nobody read ${path}, which some file systems take for ours`, () => {
    assert.throws(() => granted({ weather: { read: [path] } }), /must be apart from the database/);
  });
}

Deno.test("workerPermissions() grants nothing where Deno would ask on the terminal", () => {
  const settings = { dataFolder: "data", grants: { weather: { net: ["example.org"] } } };
  const place = { folder: "/game", mayPrompt: true };
  assert.throws(() => workerPermissions(settings, place), {
    message:
      'Cannot use setting "grants" as Deno must refuse what is not granted, not ask for it ' +
      "on this terminal: start with `deno task start`, or set DENO_NO_PROMPT=1 before",
  });
  assert.deepEqual(workerPermissions({ ...settings, grants: {} }, place), NOTHING);
});
