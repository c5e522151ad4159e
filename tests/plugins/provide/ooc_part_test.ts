import assert from "node:assert/strict";
import { definePlugin, type OocPart, type Plugin } from "../../../mod.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { newcomer, newPlayer } from "../../games/players.ts";

function showing(name: string, parts: Readonly<Record<string, OocPart>>): Plugin {
  return definePlugin({
    name,
    version: "1.0.0",
    api: 1,
    setup({ provide }) {
      for (const [part, show] of Object.entries(parts)) provide.oocPart(part, show);
    },
  });
}

Deno.test("provide.oocPart() adds lines to the OOC screen, in the order of the plugins", async () => {
  const one = showing("one", {
    rank: (account) => `${account.name} is |wnew|n here.`,
    silent: () => undefined,
    empty: () => " ",
  });
  const two = showing("two", {
    session: (_, session, game) => `#${session.sessid} in ${game.settings.serverName}.`,
  });
  await using game = await testGame({ plugins: [one, two] });
  const anna = await newcomer(game, "Anna");
  const seen = await anna.send("look");
  const parts = `Anna is new here.\n\n#${anna.sessid} in Vestibule.`;
  assert.match(seen, new RegExp(`None yet\\.\n\n${parts}\n\nType charcreate`));
});

Deno.test("provide.oocPart() is shown below the one line of a game of one character", async () => {
  const one = showing("one", { news: () => "The inn is open." });
  await using game = await testGame({ plugins: [one], settings: { maxNrCharacters: 1 } });
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("ooc"), /You are out of character.*again\.\nThe inn is open\.$/);
});

Deno.test("provide.oocPart() is left out when it throws, and what it did is taken back", async () => {
  const careless = showing("careless", {
    broken: (account, session) => {
      account.set("seen", true);
      session.msg("Half said.");
      throw new Error("no ink");
    },
    // It is not of the type, as in a plugin written in JavaScript.
    later: (() => Promise.resolve("too late")) as unknown as OocPart,
    fine: (account) => `Seen: ${account.get("seen") ?? "never"}.`,
  });
  await using game = await testGame({ plugins: [careless], failures: "allow" });
  const anna = await newcomer(game, "Anna");
  const seen = await anna.send("look");
  assert.match(seen, /None yet\.\n\nSeen: never\.\n\nType charcreate/);
  assert.doesNotMatch(seen, /Half said/);
  const failed = game.trace.filter(({ kind }) => kind === "plugin:fail").map(({ data }) => data);
  assert.deepEqual(failed.slice(0, 2).map((data) => [data?.plugin, data?.hook]), [
    ["careless", "OOC part careless/broken"],
    ["careless", "OOC part careless/later"],
  ]);
  assert.match(String(failed[0]?.error), /no ink/);
  assert.match(String(failed[1]?.error), /must be markup or undefined: it is a promise/);
});
