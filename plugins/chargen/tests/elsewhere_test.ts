import { defineMenu, definePlugin, type Game, type Plugin } from "@vestibule/core";
import assert from "node:assert/strict";
import { chargenGame, comeBack, newcomer, sendAll } from "./chargen_game.ts";

/** Lays another menu over a session when its client asks for one: `charcreate` cannot see below. */
function overlay(): Plugin {
  let running: Game | undefined;
  return definePlugin({
    name: "overlay",
    version: "1.0.0",
    api: 1,
    setup({ provide, on }) {
      provide.menu("ad", defineMenu({ start: "ad", nodes: { ad: { text: "Buy!", input: null } } }));
      provide.inputfunc("advertise", (session) => {
        void running?.menus.start(session, "overlay/ad");
      });
      on("server:start", ({ game }) => void (running = game));
    },
  });
}

/** A character that one session is at below another menu, while a second session goes on with it. */
async function halfSeen() {
  const game = await chargenGame({ plugins: [overlay()] });
  const first = await newcomer(game, "anna");
  await sendAll(first, ["charcreate Tess", "scholar"]);
  await first.call("advertise");
  first.expect("Buy!");
  const second = await comeBack(game, "anna");
  assert.match(await second.send("charcreate"), /What is Tess good at\?/);
  return { game, first, second };
}

Deno.test("a step that comes to light again when all is over says so, and ends", async () => {
  const { game, first, second } = await halfSeen();
  await using _ = game;
  await sendAll(second, ["done", "yes"]);
  assert.match(
    await first.send("no"),
    /^This character was finished or thrown away in another session of yours\.\nYou are out of/,
  );
  assert.match(await first.send("charcreate Ann"), /^What is Ann\?/);
});

Deno.test("an answer to what was finished or thrown away elsewhere changes nothing", async () => {
  const { game, first, second } = await halfSeen();
  await using _ = game;
  assert.match(await first.send("no"), /^What is Tess good at\?/);
  await sendAll(second, ["quit", "discard"]);
  assert.match(
    await first.send("mind 5"),
    /^This character was finished or thrown away in another session of yours\.\nYou are out of/,
  );
  assert.doesNotMatch(await first.send("look"), /in progress/);
});
