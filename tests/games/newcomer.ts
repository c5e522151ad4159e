import type { TestGame, TestPlayer } from "../../src/plugins/testing.ts";

/** Connects somebody who makes an account of this name, and has seen nothing since. */
export async function newcomer(game: TestGame, name: string): Promise<TestPlayer> {
  const player = await game.connect();
  await player.send(`create ${name} sesame-street`);
  player.clear();
  return player;
}
