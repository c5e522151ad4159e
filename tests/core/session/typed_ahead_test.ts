import assert from "node:assert/strict";
import { onBothWalls } from "../../games/both_walls.ts";
import { newcomer } from "../../games/players.ts";

onBothWalls(
  "a password typed ahead of its question answers it, and hides nothing that comes after",
  {},
  async (game) => {
    await newcomer(game, "Anna");
    const again = await game.connect();
    await Promise.all([again.send("connect anna"), again.send("sesame-street")]);
    again.expect("You are out of character");
    assert.equal(again.isSecret, false);
    assert.match(await again.send("look"), /^You are out of character/);
  },
);
