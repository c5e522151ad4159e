import assert from "node:assert/strict";
import { playerNews, type RoomPlayers } from "../../../src/core/oob/player_news.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { newPlayer } from "../../games/players.ts";

const [ANNA, BERT, CARL] = ["Anna", "Bert", "Carl"].map((name) => ({ name, fullname: name }));

function room(players: Readonly<Record<number, string>>, number = 1): RoomPlayers {
  const known = Object.entries(players).map(([id, name]) => [Number(id), name] as const);
  return { room: number, players: new Map(known) };
}

onBothWalls("a client is told who is here, and who comes and goes", {}, async (game) => {
  const bert = await newPlayer(game, "Bert");
  const anna = await newPlayer(game, "Anna");
  await anna.tell({ gmcp: true });
  assert.deepEqual(anna.oobArgs("room_players"), [[[BERT, ANNA]]]);
  await bert.send("north");
  assert.deepEqual(anna.oobArgs("room_removePlayer"), [["Bert"]]);
  await bert.send("south");
  assert.deepEqual(anna.oob("room_addPlayer"), [BERT]);
  await bert.send("ooc");
  assert.deepEqual(anna.oobArgs("room_removePlayer"), [["Bert"], ["Bert"]]);
  await anna.send("north");
  assert.deepEqual(anna.oobArgs("room_players").at(-1), [[ANNA]]);
});

Deno.test("who is here is told to clients that speak GMCP alone, and anew after a reload", async () => {
  await using game = await testGame();
  const anna = await newPlayer(game, "Anna");
  assert.deepEqual(anna.oobArgs("room_players"), []);
  await anna.tell({ gmcp: true });
  await game.reload();
  await game.settled();
  assert.deepEqual(anna.oobArgs("room_players"), [[[ANNA]], [[ANNA]]]);
});

Deno.test("playerNews() tells nothing while nobody comes or goes", () => {
  assert.deepEqual(playerNews(room({ 1: "Anna" }), room({ 1: "Anna" })), []);
});

Deno.test("playerNews() tells a new name as one who goes and one who comes", () => {
  assert.deepEqual(playerNews(room({ 1: "Anna", 2: "Bert" }), room({ 1: "Anna", 2: "Carl" })), [
    { room_removePlayer: "Bert" },
    { room_addPlayer: CARL },
  ]);
});

Deno.test("playerNews() tells everybody when a name would not say who has gone", () => {
  const before = room({ 1: "Anna", 2: "Anna" });
  assert.deepEqual(playerNews(before, room({ 2: "Anna" })), [{ room_players: [ANNA] }]);
});
