import assert from "node:assert/strict";
import { onBothWalls } from "../../games/both_walls.ts";
import { newcomer } from "../../games/players.ts";

const PROBE = { plugins: ["tests/games/probe_plugin.ts"] };

for (
  const [line, when] of [
    ["fail", "at once"],
    ["failsoon", "after an await"],
    ["faillate", "before an await of the same turn"],
  ] as const
) {
  onBothWalls(`a command that throws ${when} shows and changes nothing`, PROBE, async (game) => {
    const anna = await newcomer(game, "anna");
    const bert = await newcomer(game, "bert");
    const [shown, others] = await Promise.all([anna.send(`${line} now`), bert.send("mark")]);
    assert.doesNotMatch(shown, /half of it/);
    assert.equal(others, "mark is not set.");
    assert.equal(await anna.send("mark"), "mark is not set.");
  });
}

onBothWalls(
  "8.3.5 a command that throws tells the user a number that stands in the trace",
  PROBE,
  async (game) => {
    const anna = await newcomer(game, "anna");
    const shown = await anna.send("fail now");
    const [, incident] =
      /^Something went wrong in "fail"; nothing was changed\. Staff can look up incident (\w+)\.$/
        .exec(shown) ?? [];
    const [event] = game.trace.filter(({ kind }) => kind === "command:fail");
    assert.deepEqual(
      [event?.level, event?.sessid, event?.data.incident, event?.data.command],
      ["error", anna.sessid, incident, "fail"],
    );
    assert.match(String(event?.data.error), /^Error: at once\n/);
  },
);

onBothWalls(
  "a command that loops ends alone, its changes taken back, and the rest goes on",
  { ...PROBE, commandTimeLimit: 50 },
  async (game) => {
    const anna = await newcomer(game, "anna");
    const bert = await newcomer(game, "bert");
    const sent = [anna.send("spin now"), anna.send("mark"), bert.send("mark"), anna.send("look")];
    await Promise.all(sent);
    anna.expect(/^That command took too long and was stopped; nothing was changed\. /);
    anna.expect("mark is not set.");
    anna.expect("You are out of character");
    assert.doesNotMatch(anna.screen, /half of it/);
    assert.equal(bert.screen, "mark is not set.");
    const [event] = game.trace.filter(({ kind }) => kind === "command:endless");
    assert.deepEqual([event?.sessid, event?.data.command], [anna.sessid, "spin"]);
    assert.ok(anna.screen.includes(`incident ${event?.data.incident}.`));
  },
);

onBothWalls(
  "a command set that is added by a command that throws is not there",
  PROBE,
  async (game) => {
    const anna = await newcomer(game, "anna");
    await anna.send("wearandfail");
    assert.match(await anna.send("tip"), /There is no command "tip" here/);
  },
);
