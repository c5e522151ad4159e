import assert from "node:assert/strict";
import {
  defineCommand,
  definePlugin,
  type NeededPermission,
  permits,
  permitsAccount,
  type Plugin,
} from "../../../mod.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { newPlayer, newStaff, newSuperuser } from "../../games/players.ts";

function weather(needed: NeededPermission = "weather/forecast"): Plugin {
  return definePlugin({
    name: "weather",
    version: "1.0.0",
    api: 1,
    setup({ provide }) {
      provide.permission("forecast", { least: "Admin", about: "foretell the weather" });
      provide.help({ key: "omens", text: "Birds fly low.", permission: "weather/forecast" });
      provide.commands("builtin/account", [
        defineCommand({
          ...{ key: "forecast", needs: "account", permission: needed },
          run: ({ msg }) => msg("Rain."),
        }),
      ]);
    },
  });
}

Deno.test("provide.permission() is held from its least level on, and by superusers", async () => {
  await using game = await testGame({ plugins: [weather()] });
  const root = await newSuperuser(game, "Root");
  const admin = await newStaff(game, root, { name: "Ada", level: "Admin" });
  const builder = await newStaff(game, root, { name: "Bo", level: "Builder" });
  assert.equal(await root.send("forecast"), "Rain.");
  assert.equal(await admin.send("forecast"), "Rain.");
  assert.match(await builder.send("forecast"), /no command "forecast"/);
  assert.match(await builder.send("help omens"), /no help on "omens"/);
  assert.match(await admin.send("help omens"), /Birds fly low/);
});

Deno.test("provide.permission() is held from the level on that the setting permissions says", async () => {
  await using game = await testGame({
    plugins: [weather()],
    settings: { permissions: { "weather/forecast": "Player" } },
  });
  const anna = await newPlayer(game, "Anna");
  assert.equal(await anna.send("forecast"), "Rain.");
});

Deno.test("provide.permission() is given and taken by name with perm, and quell lowers it", async () => {
  await using game = await testGame({ plugins: [weather()] });
  const root = await newSuperuser(game, "Root");
  const anna = await newStaff(game, root, { name: "Anna", level: "Helper" });
  assert.match(await root.send("perm Anna = weather/rain"), /There is .* or weather\/forecast\./);
  assert.match(await root.send("perm Anna = Weather/Forecast"), /By name: weather\/forecast\./);
  anna.expect("gave you the permission weather/forecast");
  assert.match(await root.send("perm Anna = weather/forecast"), /has the permission .* already/);
  assert.equal(await anna.send("forecast"), "Rain.");
  await anna.send("quell");
  assert.match(await anna.send("forecast"), /no command/);
  await anna.send("unquell");
  await game.reload();
  assert.equal(await anna.send("forecast"), "Rain.");
  assert.doesNotMatch(await root.send("perm/del Anna = weather/forecast"), /By name/);
  assert.match(await anna.send("forecast"), /no command/);
});

Deno.test("provide.permission() refuses an unknown level, and a command an unknown permission", async () => {
  await assert.rejects(
    testGame({ plugins: [weather("weather/forcast")] }),
    /Plugin "weather" cannot provide command "forecast" as its permission must be known: it is "weather\/forcast", and there are Guest, .*weather\/forecast/,
  );
  const wrong = definePlugin({
    name: "wrong",
    version: "1.0.0",
    api: 1,
    // It is not of the type, as in a plugin written in JavaScript.
    setup: ({ provide }) => provide.permission("x", { least: "Wizard" as "Admin", about: "" }),
  });
  await assert.rejects(
    testGame({ plugins: [wrong] }),
    /permission "x" as its least level must be one of Guest, .*: it is "Wizard"/,
  );
});

Deno.test("permitsAccount() lets superusers alone pass where nobody provides the permission", () => {
  const root = { isSuperuser: true, permissions: [], isQuelled: false };
  const given = {
    ...{ ...root, isSuperuser: false, permissions: ["Developer"] as const },
    granted: ["gone/all"] as const,
    leastFor: () => undefined,
  };
  assert.equal(permitsAccount(root, "gone/all"), true);
  assert.equal(permitsAccount({ ...root, isQuelled: true }, "gone/all"), false);
  assert.equal(permitsAccount(given, "gone/all"), false);
  assert.equal(permitsAccount(null, "gone/all"), false);
});

Deno.test("permits() lets nobody pass by a level that there is not", () => {
  assert.equal(permits(["Developer"], false, "Wizard" as "Admin"), false);
});
