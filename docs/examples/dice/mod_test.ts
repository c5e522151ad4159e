import { testGame, type TestPlayer } from "@vestibule/core/testing";
import plugin from "./mod.ts";

/** Makes an account and a character, and enters the world. */
async function enter(player: TestPlayer, name: string): Promise<void> {
  await player.send(`create ${name} sesame-street`);
  await player.send(`charcreate ${name}`);
  await player.send(`ic ${name}`);
}

Deno.test("roll is seen by everybody in the room", async () => {
  await using game = await testGame({ plugins: [plugin], random: () => 0.5 });
  const anna = await game.connect();
  const bert = await game.connect();
  await enter(anna, "Anna");
  await enter(bert, "Bert");
  await anna.send("roll 2");
  bert.expect("Anna rolls 4, 4.");
  await anna.send("roll many");
  anna.expect("Usage: roll [DICE]");
});

Deno.test("a game of dice goes on after a reload, and ends when one stands up", async () => {
  let chance = 0;
  await using game = await testGame({ plugins: [plugin], random: () => chance });
  const anna = await game.connect();
  await enter(anna, "Anna");
  await anna.send("play dice");
  anna.expect("The die shows 1.");
  chance = 0.9;
  await anna.send("higher");
  anna.expect("The die shows 6: you win.");
  await game.reload();
  await anna.send("lower");
  anna.expect("The die shows 6: you lose.");
  await anna.send("leave table");
  anna.clear();
  await anna.send("higher");
  anna.expect('no command "higher"');
});
