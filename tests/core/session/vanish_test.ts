import assert from "node:assert/strict";
import { onBothWalls } from "../../games/both_walls.ts";

onBothWalls(
  "InputRunner forgets the lines of a session that vanished while its command awaited",
  { plugins: ["tests/games/digging_plugin.ts"] },
  async (game) => {
    const [anna, carl] = [await game.connect(), await game.connect()];
    anna.type("dig");
    anna.type("look");
    anna.drop();
    await carl.send("fill");
    const bert = await game.connect();
    bert.expect(/connect/);
    assert.equal(anna.closedWith, "client_closed");
  },
);
