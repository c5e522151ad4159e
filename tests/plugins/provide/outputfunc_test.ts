import assert from "node:assert/strict";
import {
  type AnyCommand,
  type Call,
  defineCommand,
  definePlugin,
  type OutputFunc,
  type Plugin,
} from "../../../mod.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { newPlayer } from "../../games/players.ts";

type Said = { readonly [name: string]: string };

/** Tells one's own session, all in the room, or the client at once, of the sky. */
const sky: readonly AnyCommand[] = [
  defineCommand({ key: "sky", run: ({ msg }) => msg({ oob: { sky: RAIN } }) }),
  defineCommand({
    key: "rain",
    run: ({ puppet }) => puppet.location?.msg({ text: "It rains.", oob: { sky: RAIN } }),
  }),
  defineCommand({ key: "send", run: ({ session }) => session.dataOut([["sky", ["now"], RAIN]]) }),
];

const RAIN: Said = { is: "rain" };

function handling(...handlers: readonly (readonly [string, OutputFunc])[]): Plugin {
  return definePlugin({
    name: "weather",
    version: "1.0.0",
    api: 1,
    setup({ provide }) {
      provide.commands("builtin/character", sky);
      for (const [name, run] of handlers) provide.outputfunc(name, run);
    },
  });
}

Deno.test("provide.outputfunc() reshapes what one session, a group and dataOut() are told", async () => {
  const plugin = handling([
    "sky",
    (session, args, kwargs) => ["sky", [], { ...kwargs, to: session.name, args: args.length }],
  ]);
  await using game = await testGame({ plugins: [plugin] });
  const anna = await newPlayer(game, "Anna");
  const bert = await newPlayer(game, "Bert");
  for (const line of ["sky", "rain", "send"]) await anna.send(line);
  assert.deepEqual(anna.oob("sky"), [
    { is: "rain", to: "Anna", args: 0 },
    { is: "rain", to: "Anna", args: 0 },
    { is: "rain", to: "Anna", args: 1 },
  ]);
  assert.deepEqual(bert.oob("sky"), [{ is: "rain", to: "Bert", args: 0 }]);
  bert.expect("It rains.");
});

Deno.test("provide.outputfunc() sends text to one and nothing to another", async () => {
  const plugin = handling([
    "sky",
    (session, _, { is }) => session.name === "Anna" ? [["text", [`Sky: ${is}`], {}]] : null,
  ]);
  await using game = await testGame({ plugins: [plugin] });
  const anna = await newPlayer(game, "Anna");
  const bert = await newPlayer(game, "Bert");
  await anna.send("rain");
  assert.deepEqual([anna.oob("sky"), bert.oob("sky")], [[], []]);
  assert.match(anna.screen, /Sky: rain\nIt rains\.$/);
  assert.equal(bert.screen, "It rains.");
});

Deno.test("provide.outputfunc() may speak itself without coming back to itself", async () => {
  const plugin = handling([
    "sky",
    (session) => {
      session.msg({ oob: { sky: { is: "heard" } } });
      return null;
    },
  ]);
  await using game = await testGame({ plugins: [plugin] });
  const anna = await newPlayer(game, "Anna");
  await anna.send("sky");
  assert.deepEqual(anna.oob("sky"), [{ is: "heard" }]);
});

const careless: Readonly<Record<string, OutputFunc>> = {
  "throws": (session) => {
    if (session.name !== "Anna") return ["sky", [], { is: "fine" }];
    session.msg("Half said.");
    throw new Error("thunder");
  },
  // It is not of the type, as in a plugin written in JavaScript.
  "gives no call": (session) => {
    if (session.name !== "Anna") return ["sky", [], { is: "fine" }];
    return [["sky", "clear"]] as unknown as Call[];
  },
};

for (const [how, run] of Object.entries(careless)) {
  Deno.test(`provide.outputfunc() that ${how} is logged, and all are told`, async () => {
    await using game = await testGame({ failures: "allow", plugins: [handling(["sky", run])] });
    const anna = await newPlayer(game, "Anna");
    const bert = await newPlayer(game, "Bert");
    await anna.send("rain");
    assert.deepEqual(anna.oob("sky"), [RAIN]);
    assert.deepEqual(bert.oob("sky"), [{ is: "fine" }]);
    assert.doesNotMatch(anna.screen, /Half said/);
    const failed = game.trace.filter(({ kind }) => kind === "plugin:fail");
    assert.deepEqual(failed.map(({ data }) => [data.plugin, data.hook]), [
      ["weather", "outputfunc sky"],
    ]);
  });
}

Deno.test("provide.outputfunc() refuses text and prompts, and a name that another plugin has", async () => {
  const none: OutputFunc = () => null;
  const other = definePlugin({
    name: "other",
    version: "1.0.0",
    api: 1,
    setup({ provide }) {
      for (const name of ["text", "prompt", "sky"]) provide.outputfunc(name, none);
    },
  });
  const starting = testGame({ plugins: [handling(["sky", none]), other] });
  await assert.rejects(starting, (error: Error) => {
    assert.match(error.message, /outputfunc "text" as it must be for out-of-band messages/);
    assert.match(error.message, /outputfunc "prompt" as it must be for out-of-band messages/);
    assert.match(error.message, /"sky" as its name must be free: it is taken by plugin "weather"/);
    return true;
  });
});
