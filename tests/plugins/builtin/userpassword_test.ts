import assert from "node:assert/strict";
import { testGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { newcomer, newStaff, newSuperuser } from "../../games/players.ts";

onBothWalls(
  "9.4.3 userpassword asks in secret, and shows the password to nobody",
  {},
  async (game) => {
    const root = await newSuperuser(game, "Root");
    const anna = await newcomer(game, "Anna");
    const hidden: boolean[] = [];
    for (const line of ["userpassword anna", "apple-orchard-9"]) {
      await root.send(line);
      hidden.push(root.isSecret);
    }
    assert.deepEqual(hidden, [true, true]);
    assert.match(await root.send("apple-orchard-9"), /The password of Anna was changed\./);
    assert.equal(anna.screen, "Root has changed your password.");
    const again = await game.connect();
    assert.doesNotMatch(await again.send("connect Anna sesame-street"), /Welcome/);
    assert.match(await again.send("connect Anna apple-orchard-9"), /Welcome, Anna/);
    for (const { screen } of [root, anna]) assert.doesNotMatch(screen, /apple-orchard/);
    assert.doesNotMatch(JSON.stringify(game.trace), /apple-orchard/);
  },
);

onBothWalls(
  "9.3.9 userpassword takes the password behind an equals sign, too",
  {},
  async (game) => {
    const root = await newSuperuser(game, "Root");
    const anna = await newcomer(game, "Anna");
    await anna.send("quit");
    assert.equal(
      await root.send("userpassword Anna = apple-orchard-9"),
      "The password of Anna was changed.",
    );
    const again = await game.connect();
    assert.match(await again.send("connect Anna apple-orchard-9"), /Welcome, Anna/);
    assert.doesNotMatch(JSON.stringify(game.trace), /apple-orchard/);
  },
);

Deno.test("9.4.3 userpassword refuses, and says what to do", async () => {
  await using game = await testGame({ settings: { guestEnabled: true } });
  const root = await newSuperuser(game, "Root");
  const ada = await newStaff(game, root, { name: "Ada", level: "Admin" });
  const bea = await newStaff(game, root, { name: "Bea", level: "Builder" });
  await newStaff(game, root, { name: "Dora", level: "Developer" });
  await (await game.connect()).send("connect guest");
  assert.match(await bea.send("userpassword Ada = apple-orchard-9"), /There is no command/);
  const problems = {
    "userpassword": /Whose password.*\n.*userpassword ACCOUNT/,
    "userpassword nobody": /There is no account "nobody"/,
    "userpassword root": /permission is above yours/,
    "userpassword dora = apple-orchard-9": /permission is above yours/,
    "userpassword ada = apple-orchard-9": /Type password to change your own/,
    "userpassword guest1": /is a guest/,
    "userpassword bea = short": /at least 8.* stays as it was/,
    "userpassword bea =": /stays as it was/,
  };
  for (const [line, problem] of Object.entries(problems)) {
    assert.match(await ada.send(line), problem, line);
  }
  const answers = [["", /^The password of Bea stays/], [
    "apple-orchard-9",
    /^The same again/,
  ]] as const;
  for (const [answer, shown] of answers) {
    await ada.send("userpassword bea");
    assert.match(await ada.send(answer), shown);
  }
  assert.match(await ada.send("pear-orchard-9"), /differ\. The password of Bea stays/);
  assert.equal(bea.screen.includes("changed your password"), false);
});

Deno.test("9.4.3 userpassword looks again at whoever was promoted while it asked", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  const ada = await newStaff(game, root, { name: "Ada", level: "Admin" });
  await newcomer(game, "Anna");
  await ada.send("userpassword anna");
  await ada.send("apple-orchard-9");
  await root.send("perm anna = Developer");
  assert.match(await ada.send("apple-orchard-9"), /permission is above yours/);
  const again = await game.connect();
  assert.match(await again.send("connect Anna sesame-street"), /Welcome, Anna/);
});
