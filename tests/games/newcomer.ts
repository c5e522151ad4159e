import type { TestGame, TestPlayer } from "../../src/plugins/testing.ts";

/** Makes an account and logs in to it; nothing of that is on the screen any more. */
export async function newcomer(game: TestGame, name: string): Promise<TestPlayer> {
  const player = await game.connect();
  await player.send(`create ${name} sesame-street`);
  player.clear();
  return player;
}
