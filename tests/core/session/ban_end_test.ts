import assert from "node:assert/strict";
import { login, onStaffedWalls, PASSWORD } from "../../games/staffed_game.ts";

onStaffedWalls(
  "gate 8. a ban for a time ends sessions, and is listed with its end",
  {},
  async (start) => {
    await using game = await start();
    const ada = await login(game, "ada");
    const anna = await login(game, "anna");
    await ada.send("ban anna for 2h : rude");
    await ada.send("yes");
    await game.settled();
    assert.equal(anna.closedWith, "banned");
    const again = await game.connect();
    assert.match(await again.send(`connect anna ${PASSWORD}`), /That name is banned here\./);
    assert.match(
      await ada.send("ban"),
      /anna +ada +20\d\d-\d\d-\d\d +20\d\d-\d\d-\d\d \d\d:\d\d +rude/,
    );
    assert.match(await ada.send("ban bert for 99999d"), /ten years at most/);
    assert.match(await ada.send("unban 1"), /anna/);
  },
);
