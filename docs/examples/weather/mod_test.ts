import { testGame, type TestPlayer } from "@vestibule/core/testing";
import weather from "./mod.ts";

const TEN_MINUTES = 600_000;

Deno.test("the weather changes, and whoever is in the world sees it", async () => {
  await using game = await testGame({ plugins: [weather] });
  const anna = await enter(await game.connect(), "Anna");
  const visitor = await game.connect();
  await anna.send("weather");
  anna.expect("The sky is clear.");
  await game.advance(TEN_MINUTES);
  anna.expect("Clouds hang low.");
  await game.advance(TEN_MINUTES);
  anna.expect("It rains.");
  visitor.expect(/^(?![^]*It rains)/);
});

Deno.test("the weather is what it was after a reload, and goes on changing", async () => {
  await using game = await testGame({ plugins: [weather] });
  const anna = await enter(await game.connect(), "Anna");
  await game.advance(TEN_MINUTES);
  await game.reload();
  anna.clear();
  await anna.send("weather");
  anna.expect("Clouds hang low.");
  await game.advance(TEN_MINUTES);
  anna.expect("It rains.");
});

Deno.test("the same weather again is not told", async () => {
  await using game = await testGame({ plugins: [weather], random: () => 0.99 });
  const anna = await enter(await game.connect(), "Anna");
  anna.clear();
  await game.advance(TEN_MINUTES);
  anna.expect(/^$/);
});

async function enter(player: TestPlayer, name: string): Promise<TestPlayer> {
  await player.send(`create ${name} sesame-street`);
  await player.send(`charcreate ${name}`);
  await player.send(`ic ${name}`);
  return player;
}
