import assert from "node:assert/strict";
import { definePlugin, type HelpTopic, type Plugin } from "../../../mod.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { newPlayer, newSuperuser } from "../../games/players.ts";

function telling(name: string, ...topics: readonly HelpTopic[]): Plugin {
  return definePlugin({
    name,
    version: "1.0.0",
    api: 1,
    setup({ provide }) {
      for (const topic of topics) provide.help(topic);
    },
  });
}

const TIDES: HelpTopic = {
  key: "the tides",
  aliases: ["ebb"],
  category: "sea",
  text: "The water |wrises|n twice a day.",
};

Deno.test("provide.help() is found by help, by every name, before login too", async () => {
  await using game = await testGame({ plugins: [telling("sea", TIDES)] });
  const anna = await game.connect();
  const read = "the tides (also ebb)\nThe water rises twice a day.";
  assert.equal(await anna.send("help the tides"), read);
  await anna.send("create anna sesame-street");
  assert.equal(await anna.send("help The Tides"), read);
  assert.equal(await anna.send("help EBB"), read);
  assert.equal(await anna.send("help/topic ebb"), read);
});

Deno.test("provide.help() stands in the index, in its category, in the search, in suggestions", async () => {
  const plain = { key: "manners", text: "Be kind to the |wseafarers|n." };
  await using game = await testGame({ plugins: [telling("sea", TIDES, plain)] });
  const anna = await newPlayer(game, "Anna");
  const index = await anna.send("help");
  assert.match(index, /Sea\nthe tides *\n/);
  assert.match(index, /Topics\nmanners {2}markup\n/);
  assert.match(await anna.send("help sea"), /^Sea\nthe tides/);
  assert.match(await anna.send("help/search SEAFARERS"), /^Topics\nmanners *\n/);
  assert.match(await anna.send("help maners"), /no help on "maners"\. Did you mean manners\?/);
  assert.match(
    await anna.send("help/topic maners"),
    /no topic on "maners"\. Did you mean manners\?/,
  );
});

Deno.test("provide.help() of a command's name is told of beside the command's own help", async () => {
  const look = { key: "look", category: "world", text: "The art of seeing." };
  await using game = await testGame({ plugins: [telling("art", look)] });
  const anna = await newPlayer(game, "Anna");
  const shown = await anna.send("help look");
  assert.match(shown, /^look.*\nUsage: look/);
  assert.match(shown, /There is a topic of this name, too: help\/topic look\.$/);
  const topic = await anna.send("help/topic look");
  assert.match(
    topic,
    /^look\nThe art of seeing\.\n\nThere is a command of this name, too: help look/,
  );
  const chapter = (await anna.send("help world")).match(/\blook\b/g);
  assert.equal(chapter?.length, 2);
});

Deno.test("provide.help() of a permission is hidden from all others", async () => {
  const secret: HelpTopic = { key: "vault", text: "Behind the clock.", permission: "Builder" };
  await using game = await testGame({ plugins: [telling("bank", secret)] });
  const root = await newSuperuser(game, "Root");
  const anna = await newPlayer(game, "Anna");
  assert.match(await root.send("help vault"), /Behind the clock/);
  assert.match(await anna.send("help vault"), /There is no help on "vault"/);
  assert.doesNotMatch(await anna.send("help"), /vault/);
  assert.match(await anna.send("help/search clock"), /No help has/);
  assert.match(await anna.send("help vaul"), /There is no help on "vaul"\. Type help/);
});

Deno.test("provide.help() refuses a name that another topic has, and what is no topic", async () => {
  const other = telling(
    "other",
    { key: "Ebb", text: "Mine." },
    { key: " flow", text: "Mine." },
    // It is not of the type, as in a plugin written in JavaScript.
    { key: "spring" } as HelpTopic,
  );
  const starting = testGame({ plugins: [telling("sea", TIDES), other] });
  await assert.rejects(starting, (error: Error) => {
    assert.match(
      error.message,
      /Plugin "other" cannot provide help topic "Ebb" as its name "ebb" must be free: it is a topic of plugin "sea"\. Choose another one/,
    );
    assert.match(error.message, /help topic " flow" as its names must fit: .*begin or end/);
    assert.match(error.message, /help topic "spring" as its text must be markup: it is undefined/);
    return true;
  });
});
