import assert from "node:assert/strict";
import { modSource } from "../../games/mod_source.ts";
import { withFilePlugin } from "../../games/plugin_folder.ts";

/** New code that nobody can use, and what whoever asks for the reload reads. */
const BAD: Readonly<Record<string, { readonly source: string; readonly said: RegExp }>> = {
  "is for a newer interface": {
    source: modSource({}).replace("api: 1", "api: 99"),
    said:
      /^Cannot use plugin "home" as it must be written for plugin interface 1: it says 99\. Update/,
  },
  "is for an older interface": {
    source: modSource({}).replace("api: 1", "api: 0"),
    said: /^Cannot use plugin "home" as .* it says 0\. Look for a newer version of the plugin/,
  },
  "takes a name that is the core's": {
    source: modSource({ setup: `provide.inputfunc("echo", () => {});` }),
    said:
      /^Plugin "home" cannot provide inputfunc "echo" .* taken by the core\. Choose another one/,
  },
  "takes the name of the built-in plugin": {
    source: modSource({}).replace(`"home"`, `"builtin"`),
    said: /its name must be its own: "builtin" is called "builtin" too\. Take one of them out/,
  },
  "needs a plugin that is not there": {
    source: modSource({ more: `dependsOn: { weather: "^1.0.0" },` }),
    said: /plugin "weather" \^1\.0\.0 must be there: it is not\. Add it to the setting "plugins"/,
  },
  "loops in its setup": {
    source: modSource({ setup: "while (Date.now() > 0);" }),
    said: /^it was not "loaded" within \d+ ms: .* in the setup or the check of plugin "home"/,
  },
  "loops where it is loaded": {
    source: modSource({ head: "while (Date.now() > 0);" }),
    said: /^it was not "loaded" within \d+ ms: look for a loop .* where a module is loaded/,
  },
};

for (const [what, { source, said }] of Object.entries(BAD)) {
  Deno.test(`a reload with a plugin that ${what} is refused, and players stay`, async () => {
    // A loop takes all the time there is, and a busy machine needs some to begin.
    const settings = what.startsWith("loops") ? { reloadTimeout: 10_000 } : {};
    await withFilePlugin(modSource({}), async ({ game, write }) => {
      const anna = await game.connect();
      await anna.send("create anna sesame-street");
      write(source);
      assert.match(await game.reload() ?? "", said);
      anna.clear();
      await anna.send("sessions");
      anna.expect("127.0.0.1");
      assert.equal(anna.closedWith, undefined);
    }, settings);
  });
}

Deno.test("a plugin that throws at every moment leaves everybody in the game", async () => {
  const moments = [
    ...["session:connect", "session:beforeLogin", "account:firstLogin", "session:login"],
    ...["session:beforePuppet", "session:puppet", "session:beforeUnpuppet", "session:unpuppet"],
    ...["session:logout", "account:logout", "account:create", "object:create"],
    ...["exit:traverse", "server:start", "server:stop", "account:gainCharacter"],
  ];
  const setup = `for (const moment of ${JSON.stringify(moments)}) {
      on(moment, () => { throw new Error("at " + moment); });
    }`;
  const settings = { pluginFailureLimit: 0 };
  await withFilePlugin(modSource({ setup }), async ({ game }) => {
    const anna = await game.connect();
    await anna.send("create anna sesame-street");
    await anna.send("charcreate Anna");
    assert.match(await anna.send("ic Anna"), /Anna|Square|Lobby|You become/);
    await anna.send("ooc");
    await anna.send("logout");
    assert.equal(await game.reload(), undefined);
    await anna.send("connect anna sesame-street");
    assert.match(await anna.send("who"), /anna/i);
    const failed = game.trace.filter(({ kind }) => kind === "plugin:fail");
    const hooks = new Set(failed.map(({ data }) => data.hook));
    for (const moment of moments.filter((moment) => moment !== "exit:traverse")) {
      assert.ok(hooks.has(moment), moment);
    }
    assert.ok(failed.every(({ data }) => data.plugin === "home"));
  }, settings);
});
