import assert from "node:assert/strict";
import { onBothWalls } from "../../games/both_walls.ts";

onBothWalls(
  "what a plugin provides works over the wall, and after a reload",
  {
    plugins: ["./tests/games/parts_plugin.ts"],
    connectionScreenModule: "parts/hello",
    baseAccountTypeclass: "parts/lighter",
  },
  async (game) => {
    const anna = await game.connect();
    anna.expect("Hello from a plugin.");
    await anna.send("create anna sesame-street");
    anna.expect("A note from a plugin.");
    assert.match(await anna.send("help parts"), /A topic from a plugin\.$/);
    for (const line of ["charcreate Anna", "ic Anna", "lamp"]) await anna.send(line);
    assert.deepEqual(anna.oob("light"), [{ oil: 3, on: true }]);
    assert.equal(await game.reload(), undefined);
    assert.equal(await anna.send("look lamp"), "lamp\nIt shines on Anna.");
  },
);
