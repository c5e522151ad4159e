import assert from "node:assert/strict";
import * as v from "valibot";
import { definePlugin, type InputFunc, oobMessage, type Plugin } from "../../../mod.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { newPlayer } from "../../games/players.ts";

const warmth = oobMessage({
  name: "Sky.WarmthNow",
  direction: "both",
  schema: v.object({ degrees: v.pipe(v.unknown(), v.transform(Number), v.number()) }),
  msdp: { degrees: "WARMTH" },
  help: "How warm it is.",
});
const broken = oobMessage({
  name: "Sky.Broken",
  direction: "out",
  schema: v.object({ list: v.array(v.object({ at: v.number() })) }),
  help: "Is never said.",
});

function sky(heard: unknown[]): Plugin {
  const sendBad: InputFunc = (session) =>
    session.msg({ oob: { sky_broken: { list: [{ at: 1 }, { at: "x" }] } } });
  return definePlugin({
    name: "sky",
    version: "1.0.0",
    api: 1,
    setup({ provide }) {
      provide.oob(warmth, (session, data) => {
        heard.push(data);
        session.msg({ oob: warmth.with({ degrees: data.degrees + 1 }) });
      });
      provide.oob(broken);
      provide.inputfunc("send_bad", sendBad);
    },
  });
}

Deno.test("provide.oob() gives a client's message to its reader as the schema made it", async () => {
  const heard: unknown[] = [];
  await using game = await testGame({ plugins: [sky(heard)] });
  const anna = await newPlayer(game, "Anna");
  await anna.call("sky_warmthnow", [], { degrees: "20" });
  assert.deepEqual(heard, [{ degrees: 20 }]);
  assert.deepEqual(anna.oob("sky_warmthNow"), [{ degrees: 21 }]);
});

Deno.test("a bad message of a client's never reaches the game, and its author is told", async () => {
  const heard: unknown[] = [];
  await using game = await testGame({ plugins: [sky(heard)] });
  const anna = await newPlayer(game, "Anna");
  await anna.call("sky_warmthnow", [], { degrees: "hot" });
  anna.expectNot("Sky.WarmthNow");
  await anna.tell({ inputDebug: true });
  await anna.call("sky_warmthnow", [], { degrees: "hot" });
  anna.expect('"Sky.WarmthNow" was not used: field "degrees"');
  assert.deepEqual(heard, []);
});

Deno.test("a message that does not fit is not sent; the log names it and its field", async () => {
  await using game = await testGame({ plugins: [sky([])] });
  game.allowFailures(/Cannot send .{1,2}Sky\.Broken.*list\.1\.at/);
  const anna = await newPlayer(game, "Anna");
  await anna.call("send_bad");
  assert.deepEqual(anna.oob("sky_broken"), []);
});

Deno.test("provide.oob() refuses a name that is taken, and a reader that does not fit", async () => {
  const again: Plugin = definePlugin({
    name: "again",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) => provide.oob(broken),
  });
  await assert.rejects(
    testGame({ plugins: [sky([]), again] }),
    /"again" cannot provide OOB message "Sky.Broken" .*taken by plugin "sky"/,
  );
  const unread: Plugin = definePlugin({
    name: "unread",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) => provide.oob(warmth),
  });
  await assert.rejects(testGame({ plugins: [unread] }), /something must read it/);
});

Deno.test("oobMessage() refuses names that no client knows, and MSDP variables that are none", () => {
  const parts = { direction: "out", schema: v.object({}), help: "" } as const;
  assert.throws(() => oobMessage({ ...parts, name: "Vitals" }), /Cannot declare .*"Vitals"/);
  assert.throws(() => oobMessage({ ...parts, name: "Core.Ping" }), /Cannot declare/);
  assert.throws(() => oobMessage({ ...parts, name: "A.B", msdp: "a b" }), /"a b"/);
});
