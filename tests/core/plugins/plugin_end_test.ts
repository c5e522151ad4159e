import assert from "node:assert/strict";
import type { TestGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";

function logged(game: TestGame): readonly unknown[] {
  return game.trace.filter(({ kind }) => kind === "plugin:log").map(({ data }) => data.text);
}

onBothWalls(
  "a reload ends what a plugin uses, after the new one has begun",
  { plugins: ["./tests/games/ending_plugin.ts"] },
  async (game) => {
    assert.deepEqual(logged(game), ["begins"]);
    assert.equal(await game.reload(), undefined);
    assert.deepEqual(logged(game), ["begins", "begins", "is told", "ends"]);
    assert.equal(await game.reload("reset"), undefined);
    assert.deepEqual(logged(game).slice(4), ["begins", "is told", "ends"]);
  },
);
