import assert from "node:assert/strict";
import {
  cmdSet,
  defineCommand,
  definePlugin,
  type ObjectInit,
  type ObjectTypeDefinition,
  type Plugin,
} from "../../../mod.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { innerGame } from "../../games/inner_game.ts";
import { newPlayer, newSuperuser } from "../../games/players.ts";

const open = defineCommand({ key: "unfold", run: ({ msg }) => msg("It unfolds.") });

const UMBRELLA: ObjectTypeDefinition = {
  base: "thing",
  name: "umbrella",
  aliases: ["brolly"],
  desc: "Black and plain.",
  attributes: { ribs: 8 },
  cmdset: "weather/umbrella",
  onCreate: (object, game) => object.set("made", game.now() > 0),
  appearance: (object, looker, plain) =>
    `${plain}\nIt has ${object.get("ribs")} ribs, ${looker.name}.`,
};

function weather(types: Readonly<Record<string, ObjectTypeDefinition>>): Plugin {
  return definePlugin({
    name: "weather",
    version: "1.0.0",
    api: 1,
    setup({ provide }) {
      provide.cmdset("umbrella", cmdSet({ key: "Umbrella", commands: [open] }));
      for (const [name, type] of Object.entries(types)) provide.objectType(name, type);
      provide.commands("builtin/character", [
        defineCommand({
          key: "make",
          run: ({ game, puppet }) =>
            void game.world.create({ type: "weather/umbrella", location: puppet.location }),
        }),
      ]);
    },
  });
}

Deno.test("provide.objectType() gives a new object what the type says, unless it is told", async () => {
  await using inner = await innerGame({ plugins: [weather({ umbrella: UMBRELLA })] });
  const { world } = inner.inside;
  const plain = world.create({ type: "weather/umbrella" });
  assert.deepEqual([plain.type, plain.typeName], ["thing", "weather/umbrella"]);
  assert.deepEqual([plain.name, plain.aliases, plain.desc], [
    "umbrella",
    ["brolly"],
    "Black and plain.",
  ]);
  assert.deepEqual([plain.get("ribs"), plain.get("made")], [8, true]);
  const own = world.create({
    type: "weather/umbrella",
    name: "parasol",
    aliases: [],
    desc: "Red.",
  });
  assert.deepEqual([own.name, own.aliases, own.desc], ["parasol", [], "Red."]);
  const other = world.create({ type: "thing", name: "stone" });
  assert.equal(other.typeName, "thing");
});

Deno.test("provide.objectType() is seen by look and examine, and brings its commands", async () => {
  await using game = await testGame({ plugins: [weather({ umbrella: UMBRELLA })] });
  const root = await newSuperuser(game, "Root");
  await root.send("make");
  assert.equal(await root.send("look brolly"), "umbrella\nBlack and plain.\nIt has 8 ribs, Root.");
  assert.equal(await root.send("unfold"), "It unfolds.");
  assert.match(await root.send("examine umbrella"), /Type +weather\/umbrella, thing/);
});

Deno.test("provide.objectType() is plain while its plugin is away, and back with it", async () => {
  const folder = await Deno.makeTempDir();
  const database = `${folder}/world.db`;
  try {
    const plugins = [weather({ umbrella: UMBRELLA })];
    {
      await using game = await testGame({ plugins, database });
      const anna = await newPlayer(game, "Anna");
      await anna.send("make");
      await anna.send("get umbrella");
    }
    {
      await using game = await testGame({ database });
      const anna = await game.connect();
      await anna.send("connect anna sesame-street");
      assert.equal(await anna.send("look umbrella"), "umbrella\nBlack and plain.");
      assert.doesNotMatch(await anna.send("unfold"), /It unfolds/);
    }
    await using game = await testGame({ plugins, database });
    const anna = await game.connect();
    await anna.send("connect anna sesame-street");
    assert.match(await anna.send("look umbrella"), /It has 8 ribs, Anna\.$/);
    assert.equal(await anna.send("unfold"), "It unfolds.");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("provide.objectType() that throws makes a plain object, and is logged by name", async () => {
  const thrower = () => {
    throw new Error("holes");
  };
  const type: ObjectTypeDefinition = {
    ...{ base: "thing", name: "umbrella", desc: "Torn." },
    ...{ onCreate: thrower, appearance: thrower, cmdset: "weather/nowhere" },
  };
  await using game = await testGame({ failures: "allow", plugins: [weather({ umbrella: type })] });
  const anna = await newPlayer(game, "Anna");
  await anna.send("make");
  assert.equal(await anna.send("look umbrella"), "umbrella\nTorn.");
  const failed = game.trace.filter(({ kind }) => kind === "plugin:fail");
  assert.deepEqual(failed.map(({ data }) => [data.plugin, data.hook]), [
    ["weather", "cmdset of weather/umbrella"],
    ["weather", "onCreate of weather/umbrella"],
    ["weather", "appearance of weather/umbrella"],
  ]);
});

Deno.test("provide.objectType() of new characters is named by baseCharacterTypeclass", async () => {
  const hero: ObjectTypeDefinition = {
    base: "character",
    attributes: { luck: 3 },
    mayPuppet: (object) => object.name !== "Ghost",
    appearance: (object, _, plain) => `${plain}\nLuck ${object.get("luck")}`,
  };
  await using game = await testGame({
    plugins: [weather({ hero })],
    settings: { baseCharacterTypeclass: "weather/hero", guestEnabled: true },
  });
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("look me"), /^Anna\nLuck 3$/);
  await anna.send("ooc");
  await anna.send("charcreate Ghost");
  await anna.send("ic Ghost");
  assert.match(await anna.send("look"), /out of character/);
  const guest = await game.connect();
  await guest.send("connect guest");
  assert.match(await guest.send("look me"), /Luck 3/);
});

Deno.test("provide.objectType() whose mayPuppet fails lets owners play what is theirs", async () => {
  const hero: ObjectTypeDefinition = {
    base: "character",
    mayPuppet() {
      throw new Error("no fate");
    },
  };
  await using game = await testGame({
    plugins: [weather({ hero })],
    settings: { baseCharacterTypeclass: "weather/hero", pluginFailureLimit: 1 },
    failures: "allow",
  });
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("look me"), /^Anna\n/);
  await anna.send("ooc");
  await anna.send("ic Anna");
  assert.match(await anna.send("look me"), /^Anna\n/);
  const failed = game.trace.filter(({ kind }) => kind === "plugin:fail");
  assert.equal(failed[0]?.data.hook, "mayPuppet of weather/hero");
});

Deno.test("provide.objectType() refuses an unknown base; its names must be known where they are used", async () => {
  // It is not of the type, as in a plugin written in JavaScript.
  const wrong = { base: "planet" } as unknown as ObjectTypeDefinition;
  await assert.rejects(
    testGame({ plugins: [weather({ wrong })] }),
    /object type "wrong" as its base must be one of room, exit, character, thing: it is "planet"/,
  );
  await assert.rejects(
    testGame({
      plugins: [weather({ umbrella: UMBRELLA })],
      settings: { baseCharacterTypeclass: "weather/umbrella" },
    }),
    /Cannot use setting "baseCharacterTypeclass".*what is provided is: nothing/,
  );
  await using inner = await innerGame({ plugins: [weather({ umbrella: UMBRELLA })] });
  const create = (init: ObjectInit) => () => inner.inside.world.create(init);
  assert.throws(
    create({ type: "weather/boat", name: "boat" }),
    /its type must be one of room, exit, character, thing, weather\/umbrella: current value is "weather\/boat"/,
  );
  assert.throws(create({ type: "thing" }), /its name must be given: "thing" has none/);
});
