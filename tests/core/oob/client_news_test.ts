import assert from "node:assert/strict";
import { defineCommand, definePlugin, oobMessage, type Plugin } from "../../../mod.ts";
import { type TestGame, testGame, type TestPlayer } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { innerGame } from "../../games/inner_game.ts";
import { newPlayer } from "../../games/players.ts";
import { load, plugin } from "../../plugins/loading.ts";
import * as v from "valibot";

const VESTIBULE = { num: 1, name: "The Vestibule", exits: { north: 2 } };
const HALL = { num: 2, name: "The Hall", exits: { south: 1, east: 3, west: 4, north: 5 } };

/** A player in the world, whose client has just agreed to GMCP. */
async function enter(game: TestGame, name: string): Promise<TestPlayer> {
  const player = await newPlayer(game, name);
  await player.tell({ gmcp: true });
  return player;
}

onBothWalls(
  "ClientNews tells who and where one is, and again when that changes",
  {},
  async (game) => {
    const anna = await enter(game, "Anna");
    assert.deepEqual(anna.oob("char_name"), [{ name: "Anna", fullname: "Anna" }]);
    assert.deepEqual(anna.oob("char_statusVars"), [
      { name: "Character", account: "Account", place: "Place" },
    ]);
    assert.deepEqual(anna.oob("room_info"), [VESTIBULE]);
    await anna.send("look");
    await anna.send("north");
    assert.deepEqual(anna.oob("room_info"), [VESTIBULE, HALL]);
    assert.deepEqual(anna.oob("char_status"), [
      { name: "Anna", account: "Anna", place: "The Vestibule" },
      { name: "Anna", account: "Anna", place: "The Hall" },
    ]);
    assert.equal(anna.oob("char_name").length, 1);
  },
);

Deno.test("ClientNews tells what is true at the end of a turn, whoever changed it", async () => {
  await using game = await testGame();
  const anna = await enter(game, "Anna");
  const { world } = game.inside;
  const [here, garden] = [world.get(1), world.get(5)];
  assert.ok(here !== undefined && garden !== undefined);
  here.name = "The Porch";
  world.create({ type: "exit", name: "up", location: here, destination: garden });
  await game.settled();
  const porch = { num: 1, name: "The Porch", exits: { north: 2, up: 5 } };
  assert.deepEqual(anna.oob("room_info"), [VESTIBULE, porch]);
  for (const object of here.contents) if (object.type === "character") object.location = garden;
  await game.settled();
  assert.deepEqual(anna.oob("room_info").at(-1)?.["name"], "The Garden");
});

Deno.test("ClientNews lists what one carries and what lies here, and then what comes and goes", async () => {
  await using game = await testGame();
  const anna = await enter(game, "Anna");
  const key = game.inside.world.named("brass key")[0];
  assert.ok(key !== undefined);
  const item = { id: key.id, name: "brass key" };
  assert.deepEqual(anna.oob("char_items_list"), [
    { location: "inv", items: [] },
    { location: "room", items: [item] },
  ]);
  await anna.send("get key");
  assert.deepEqual(anna.oob("char_items_remove"), [{ location: "room", item }]);
  assert.deepEqual(anna.oob("char_items_add"), [{ location: "inv", item }]);
  key.name = "iron key";
  await game.settled();
  const renamed = { id: key.id, name: "iron key" };
  assert.deepEqual(anna.oob("char_items_update"), [{ location: "inv", item: renamed }]);
  await anna.call("char_items_inv");
  assert.deepEqual(anna.oob("char_items_list").slice(2), [{ location: "inv", items: [renamed] }]);
  await anna.call("char_items_room", [""]);
  assert.deepEqual(anna.oob("char_items_list").slice(3), [{ location: "room", items: [] }]);
});

Deno.test("ClientNews is for clients that speak GMCP or MSDP", async () => {
  await using game = await testGame();
  const anna = await newPlayer(game, "Anna");
  await anna.send("north");
  assert.deepEqual(anna.oob("room_info"), []);
  await anna.tell({ msdp: true });
  assert.deepEqual(anna.oob("room_info"), [HALL]);
});

Deno.test("ClientNews tells an account without a character who it is, and nobody after logout", async () => {
  await using game = await testGame();
  const anna = await enter(game, "Anna");
  await anna.send("ooc");
  assert.deepEqual(anna.oob("char_status").at(-1), { name: "", account: "Anna", place: "" });
  await anna.send("logout");
  await anna.send("look");
  assert.deepEqual(anna.oob("char_status").slice(-2), [
    { name: "", account: "Anna", place: "" },
    { name: "", account: "", place: "" },
  ]);
  await anna.send("connect Anna sesame-street");
  assert.deepEqual(anna.oob("char_status").at(-1)?.["place"], "The Vestibule");
});

Deno.test("ClientNews tells everything anew after a reload, and when the client supports more", async () => {
  await using game = await testGame();
  const anna = await enter(game, "Anna");
  await game.reload();
  await game.settled();
  assert.deepEqual(anna.oob("room_info"), [VESTIBULE, VESTIBULE]);
  await anna.call("supports", ["room"]);
  assert.deepEqual(anna.oob("room_info"), [VESTIBULE, VESTIBULE, VESTIBULE]);
});

Deno.test("what is said, paged and announced is told as Comm.Channel.Text, as it is shown", async () => {
  await using game = await testGame();
  const anna = await enter(game, "Anna");
  const bert = await enter(game, "Bert");
  const plain = await newPlayer(game, "Carl");
  await anna.send("say |rHello");
  await anna.send("page bert = Psst");
  await anna.send(`claim ${game.claimCode}`);
  await anna.send("wall Rain!");
  const talker = "Anna";
  assert.deepEqual(bert.oob("comm_channel_text"), [
    { channel: "say", talker, text: 'Anna says, "|rHello"' },
    { channel: "page", talker, text: "Anna pages: Psst" },
    { channel: "wall", talker, text: "Anna announces: Rain!" },
  ]);
  assert.deepEqual(anna.oob("comm_channel_text").slice(0, 2), [
    { channel: "say", talker, text: 'You say, "|rHello"' },
    { channel: "page", talker, text: "You page Bert: Psst" },
  ]);
  assert.deepEqual(plain.oob("comm_channel_text"), []);
});

Deno.test("ClientNews tells a websocket's client that asks, in Evennia's frames", async () => {
  await using game = await testGame();
  const anna = await game.player("Anna", { portal: "websocket" });
  await anna.send("north");
  assert.deepEqual(anna.oob("room_info"), []);
  await anna.call("client_options", [], { gmcp: true });
  assert.deepEqual(anna.oob("room_info"), [HALL]);
});

Deno.test("ClientNews says nothing of what could not be kept, and tells what holds anew", async () => {
  await using inner = await innerGame();
  const anna = await enter(inner.game, "Anna");
  inner.disk.isFull = true;
  await anna.send("north");
  assert.deepEqual(anna.oob("room_info"), [VESTIBULE, VESTIBULE]);
});

Deno.test("ClientNews says nothing of what a failed command did and took back", async () => {
  const stumble = defineCommand({
    key: "stumble",
    run({ puppet, game }) {
      puppet.location = game.world.get(2) ?? null;
      throw new Error("Cannot stand");
    },
  });
  const stumbling = definePlugin({
    name: "stumbling",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) => provide.commands("builtin/character", [stumble]),
  });
  await using game = await testGame({ plugins: [stumbling], failures: "allow" });
  const anna = await enter(game, "Anna");
  await anna.send("stumble");
  assert.deepEqual(anna.oob("room_info"), [VESTIBULE]);
});

Deno.test("two plugins cannot declare one message, shipped or not: the start names both", async () => {
  const declaring = (name: string) =>
    plugin(name, ({ provide }) => {
      const schema = v.object({});
      provide.oob(oobMessage({ name: "Room.Info", direction: "out", schema, help: "Ours." }));
    });
  await assert.rejects(
    load({ one: declaring("one"), two: declaring("two") }),
    /Plugin "two" cannot provide OOB message "Room\.Info" .*taken by plugin "one"/,
  );
});

Deno.test("a shipped declaration is in force again when a plugin takes its own back", async () => {
  let mine: Disposable | undefined;
  const own = plugin("own", ({ provide }) => {
    const schema = v.object({});
    mine = provide.oob(oobMessage({ name: "Room.Info", direction: "out", schema, help: "Ours." }));
  });
  const { contributions: { oobMessages } } = await load({ own });
  assert.equal(oobMessages.get("room_info")?.owner, "own");
  mine?.[Symbol.dispose]();
  assert.equal(oobMessages.get("room_info")?.owner, "core");
});

Deno.test("a plugin's declaration replaces a shipped one, whose sender falls silent", async () => {
  const schema = v.strictObject({ id: v.string() });
  const help = "Ours.";
  const room = oobMessage({ name: "Room.Info", direction: "out", schema, help });
  const said = oobMessage({ name: "comm.channel.text", direction: "out", schema, help });
  const items = oobMessage({ name: "Char.Items.Inv", direction: "in", schema, help });
  const rooms: Plugin = definePlugin({
    name: "rooms",
    version: "1.0.0",
    api: 1,
    setup({ provide, on }) {
      provide.oob(room);
      provide.oob(said);
      provide.oob(items, (session, { id }) => session.msg(`You ask for ${id}.`));
      on("session:puppet", ({ session }) => session.msg({ oob: room.with({ id: "ours" }) }));
    },
  });
  await using game = await testGame({ plugins: [rooms] });
  const anna = await enter(game, "Anna");
  await anna.send("say Hello");
  await anna.call("char_items_inv", [], { id: "x" });
  assert.deepEqual(anna.oob("room_info"), [{ id: "ours" }]);
  assert.deepEqual(anna.oob("comm_channel_text"), []);
  assert.equal(anna.oob("char_items_list").length, 2);
  anna.expect("You ask for x.");
});
