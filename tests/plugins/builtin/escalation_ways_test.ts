import assert from "node:assert/strict";
import { type TestGame, testGame, type TestPlayer } from "../../../src/plugins/testing.ts";
import { newPlayer, newStaff, newSuperuser } from "../../games/players.ts";
import { TotpApp } from "../../games/totp_app.ts";
import trapping from "../../games/trapping_plugin.ts";

/** What an Admin, and a Developer, could do to everybody. */
const LINES = ["wall The house burns.", "shutdown", "ban/address 192.0.2.9"] as const;
const UNKNOWN = /There is no command "/;

interface Stage {
  readonly game: TestGame;
  readonly root: TestPlayer;
  readonly anna: TestPlayer;
}

/** Plays, and checks that nothing of it came to pass. */
async function nothingHappens(play: (stage: Stage) => Promise<void>): Promise<void> {
  await using game = await testGame({ plugins: [trapping] });
  const root = await newSuperuser(game, "Root");
  const anna = await newPlayer(game, "Anna");
  await play({ game, root, anna });
  root.clear();
  const forbidden = ["wall", "shutdown", "ban", "lever"];
  const ran = game.trace.filter(({ kind, sessid, data }) =>
    kind === "command:run" && sessid === anna.sessid && forbidden.includes(String(data.command))
  );
  assert.deepEqual(ran, []);
  assert.doesNotMatch(root.transcript + anna.screen, /announces/);
  assert.deepEqual([root.closedWith, anna.closedWith], [undefined, undefined]);
  assert.equal(await root.send("ban"), "Nobody is banned.");
}

Deno.test("gate 10. a nick leads to no command that its owner may not use", () =>
  nothingHappens(async ({ anna }) => {
    for (const line of LINES) {
      await anna.send(`nick zap = ${line}`);
      assert.match(await anna.send("zap"), UNKNOWN);
    }
  }));

Deno.test("gate 10. a Builder who forces a Player gets no further than the Player", () =>
  nothingHappens(async ({ game, root, anna }) => {
    const ben = await newStaff(game, root, { name: "Ben", level: "Builder" });
    for (const line of LINES) {
      assert.match(await ben.send(`force anna = ${line}`), /You made Anna do it/);
      assert.match(anna.screen, UNKNOWN);
      anna.clear();
    }
  }));

Deno.test("gate 10. nobody forces one whose permission is above theirs, quelled or not", () =>
  nothingHappens(async ({ game, root }) => {
    const ben = await newStaff(game, root, { name: "Ben", level: "Builder" });
    const ada = await newStaff(game, root, { name: "Ada", level: "Admin" });
    for (const quell of ["look", "quell"]) {
      for (const target of [root, ada]) await target.send(quell);
      for (const [name, line] of [["ada", LINES[0]], ["root", LINES[1]], ["root", "unquell"]]) {
        assert.match(await ben.send(`force ${name} = ${line}`), /permission is above yours/);
      }
    }
    await root.send("unquell");
    assert.doesNotMatch(ada.transcript, /announces/);
  }));

Deno.test("gate 10. no lower role turns off the codes of another: by a nick, by force, quelled, as an answer", async () => {
  await using game = await testGame({ plugins: [trapping] });
  const root = await newSuperuser(game, "Root");
  const app = new TotpApp(await root.send("2fa on"));
  await root.send(app.codeAt(Date.UTC(2026, 0, 1)));
  const anna = await newPlayer(game, "Anna");
  const staff = [];
  for (const level of ["Helper", "Builder", "Admin", "Developer"] as const) {
    staff.push(await newStaff(game, root, { name: `A${level.toLowerCase()}`, level }));
  }
  for (const one of [anna, ...staff]) {
    for (
      const line of [
        "2fa off root",
        "@2fa off Root",
        "2FA  OFF  root",
        "nick zap = 2fa off root",
        "zap",
      ]
    ) {
      assert.doesNotMatch(await one.send(line), /is asked for no code any more/, line);
    }
    for (const line of ["asked", "2fa off root", "quell", "2fa off root"]) await one.send(line);
    await one.send("force root = 2fa off root");
  }
  assert.match(await root.send("2fa"), /You are asked for a code beside your password/);
});

Deno.test("gate 10. what answers a question, or is typed in a menu, is no command", () =>
  nothingHappens(async ({ anna }) => {
    for (const line of LINES) {
      await anna.send("asked");
      assert.match(await anna.send(line), /You said \d+ letters/);
      await anna.send("desk");
      assert.match(await anna.send(line), /That is no choice here/);
      await anna.send("done");
    }
  }));

Deno.test("gate 10. what game code runs for somebody is held to what they may", () =>
  nothingHappens(async ({ anna }) => {
    for (const line of LINES) assert.match(await anna.send(`obey ${line}`), UNKNOWN);
  }));

Deno.test("gate 10. a cmdset that lies in a room lets nobody do what is above them", () =>
  nothingHappens(async ({ root, anna }) => {
    await root.send("furnish");
    for (const line of ["lever", "@lever", "LEVER x", "lev"]) {
      assert.match(await anna.send(line), UNKNOWN);
    }
    assert.equal(await root.send("lever"), "The floor opens.");
  }));

Deno.test("gate 10. messages beside the text run no command of that name", () =>
  nothingHappens(async ({ anna }) => {
    anna.clear();
    await anna.call("shutdown", ["now"]);
    await anna.call("wall", ["The house burns."]);
    await anna.call("command", ["shutdown"]);
    for (const line of LINES) await anna.call("text", [line]);
    assert.equal(anna.screen.split(UNKNOWN).length - 1, LINES.length);
  }));

Deno.test("gate 10. nothing that explains, helps or completes names what one may not use", () =>
  nothingHappens(async ({ anna }) => {
    const hidden = /\b(?:shutdown|userpassword|reset|xray|pemit|Developer)\b/;
    for (const line of ["help", "help/search session", "cmdsets", "help staff"]) {
      assert.doesNotMatch(await anna.send(line), hidden, line);
    }
    const absent = await anna.send("help shutdowx");
    assert.equal(await anna.send("help shutdown"), absent.replace("shutdowx", "shutdown"));
    const why = await anna.send("why shutdowx");
    assert.equal(await anna.send("why shutdown"), why.replace("shutdowx", "shutdown"));
    await anna.call("input_complete", [], { id: 1, text: "shutd", caret: 5 });
    assert.doesNotMatch(JSON.stringify(anna.oob("input_completions")), hidden);
    await anna.call("input_complete", [], { id: 2, text: "sa", caret: 2 });
    assert.match(JSON.stringify(anna.oob("input_completions")), /"say/);
  }));
