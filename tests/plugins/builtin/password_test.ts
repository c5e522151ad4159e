import assert from "node:assert/strict";
import { onBothWalls } from "../../games/both_walls.ts";
import { newcomer } from "../../games/players.ts";

onBothWalls("9.3.8 password hides all that it asks for, one after the other", {}, async (game) => {
  const anna = await newcomer(game, "anna");
  const hidden: boolean[] = [];
  for (const line of ["password", "sesame-street", "apple-orchard-9"]) {
    await anna.send(line);
    hidden.push(anna.isSecret);
  }
  assert.deepEqual(hidden, [true, true, true]);
  assert.match(await anna.send("apple-orchard-9"), /Your password was changed\./);
  assert.equal(anna.isSecret, false);
  const again = await game.connect();
  assert.doesNotMatch(await again.send("connect anna sesame-street"), /Welcome/);
  assert.match(await again.send("connect anna apple-orchard-9"), /Welcome, anna/);
});

onBothWalls(
  "9.3.8 password changes nothing for a wrong old one or two new ones",
  {},
  async (game) => {
    const anna = await newcomer(game, "anna");
    for (const line of ["password", "wrong-street", "apple-orchard-9"]) await anna.send(line);
    assert.match(await anna.send("apple-orchard-9"), /That is not your password\. .*stays/);
    for (const line of ["password", "sesame-street", "apple-orchard-9"]) await anna.send(line);
    assert.match(await anna.send("pear-orchard-9"), /differ\. .*stays/);
    const again = await game.connect();
    assert.match(await again.send("connect anna sesame-street"), /Welcome, anna/);
  },
);
