import assert from "node:assert/strict";
import { onBothWalls } from "../../games/both_walls.ts";

onBothWalls("cmdIgnorePrefixes leaves out @, &, / and + unless told", {}, async (game) => {
  const anna = await game.connect();
  for (const prefix of "@&/+") {
    assert.match(await anna.send(`${prefix}info`), /^Name: Vestibule$/m, prefix);
  }
  assert.match(await anna.send("%info"), /There is no command "%info"/);
});

onBothWalls(
  "cmdIgnorePrefixes names the characters that are left out, and no other is",
  { cmdIgnorePrefixes: "%!" },
  async (game) => {
    const anna = await game.connect();
    assert.match(await anna.send("%info"), /^Name: Vestibule$/m);
    assert.match(await anna.send("!info"), /^Name: Vestibule$/m);
    assert.match(await anna.send("@info"), /There is no command "@info"/);
    await anna.send("create anna sesame-street");
    assert.match(await anna.send("%look"), /You are out of character/);
    assert.match(await anna.send("why %look"), /runs look/);
  },
);

onBothWalls("cmdIgnorePrefixes may be empty", { cmdIgnorePrefixes: "" }, async (game) => {
  const anna = await game.connect();
  assert.match(await anna.send("@info"), /There is no command "@info"/);
  assert.match(await anna.send("info"), /^Name: Vestibule$/m);
});
