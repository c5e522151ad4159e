import assert from "node:assert/strict";
import { type TestGame, testGame, type TestPlayer } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { newcomer, newStaff, newSuperuser } from "../../games/players.ts";
import { PERIOD_MS, recoveryCodesIn, TotpApp } from "../../games/totp_app.ts";

/** When a test begins. */
const START = Date.UTC(2026, 0, 1);

interface Owner {
  readonly app: TotpApp;
  readonly recovery: readonly string[];
}

/** Turns codes on, by the code of a moment. */
async function turnOn(player: TestPlayer, now = START): Promise<Owner> {
  const app = new TotpApp(await player.send("2fa on"));
  const recovery = recoveryCodesIn(await player.send(app.codeAt(now)));
  assert.equal(recovery.length, 10);
  player.clear();
  return { app, recovery };
}

/** Types name and password, and returns who is asked for the code. */
async function halfWay(game: TestGame, name = "Anna"): Promise<TestPlayer> {
  const player = await game.connect({ address: "192.0.2.7" });
  assert.match(await player.send(`connect ${name} sesame-street`), /Code of your app/);
  assert.equal(player.isSecret, true);
  return player;
}

onBothWalls(
  "gate 9. 2fa on shows a secret, and asks for codes once one was right",
  {},
  async (game) => {
    const anna = await newcomer(game, "Anna");
    assert.match(await anna.send("2fa"), /Your password alone lets you in/);
    const shown = await anna.send("2fa on");
    const app = new TotpApp(shown);
    assert.ok(shown.replaceAll(" ", "").includes(`thissecret:${app.secret}`), shown);
    assert.equal(anna.isSecret, true);
    assert.match(await anna.send(app.wrongAt(Date.now())), /not the code of this secret/);
    await anna.send("");
    assert.match(await anna.send("2fa"), /Your password alone lets you in/);
  },
);

Deno.test("gate 9. a login asks for a code behind the right password, and for none behind a wrong one", async () => {
  await using game = await testGame();
  const anna = await newcomer(game, "Anna");
  const { app } = await turnOn(anna);
  assert.match(await anna.send("2fa"), /10 recovery codes left/);
  await game.advance(PERIOD_MS);
  const wrong = await game.connect({ address: "192.0.2.9" });
  const unknown = await game.connect({ address: "192.0.2.10" });
  assert.equal(
    (await wrong.send("connect Anna sesame-square")).replaceAll("Anna", "…"),
    (await unknown.send("connect Nobody sesame-square")).replaceAll("Nobody", "…"),
  );
  const guess = await halfWay(game);
  assert.match(await guess.send(app.wrongAt(START + PERIOD_MS)), /That code is wrong/);
  assert.equal(guess.isSecret, false);
  assert.match(await guess.send("sessions"), /no command "sessions"/);
  const nothing = await halfWay(game);
  assert.doesNotMatch(await nothing.send(""), /Welcome/);
  const right = await halfWay(game);
  assert.match(await right.send(app.codeAt(START + PERIOD_MS)), /Welcome, Anna/);
});

Deno.test("gate 9. a code is good once, and from a clock that is half a minute out", async () => {
  await using game = await testGame();
  const { app } = await turnOn(await newcomer(game, "Anna"));
  assert.match(await (await halfWay(game)).send(app.codeAt(START)), /used before/);
  const early = app.codeAt(START + PERIOD_MS);
  assert.match(await (await halfWay(game)).send(early), /Welcome, Anna/);
  assert.match(await (await halfWay(game)).send(early), /used before/);
  await game.advance(3 * PERIOD_MS);
  const late = app.codeAt(START + 2 * PERIOD_MS);
  assert.match(await (await halfWay(game)).send(late), /Welcome, Anna/);
  assert.match(await (await halfWay(game)).send(app.codeAt(START + 5 * PERIOD_MS)), /wrong/);
});

Deno.test("gate 9. of two who give the same code at once, one comes in", async () => {
  await using game = await testGame();
  const { app } = await turnOn(await newcomer(game, "Anna"));
  const both = [await halfWay(game), await halfWay(game)];
  for (const one of both) one.type(app.codeAt(START + PERIOD_MS));
  await game.settled();
  const shown = both.map(({ screen }) => screen).join("\n");
  assert.equal(shown.match(/Welcome, Anna/g)?.length, 1);
  assert.equal(shown.match(/That code is wrong, or was used before/g)?.length, 1);
});

Deno.test("gate 9. a recovery code lets in once, however it is typed, and new ones end the old", async () => {
  await using game = await testGame();
  const anna = await newcomer(game, "Anna");
  const { app, recovery: [first = "", second = "", third = ""] } = await turnOn(anna);
  assert.match(await (await halfWay(game)).send(first), /Welcome, Anna/);
  assert.match(await (await halfWay(game)).send(first), /used before/);
  const typed = second.toUpperCase().replaceAll("-", " ");
  assert.match(await (await halfWay(game)).send(typed), /Welcome, Anna/);
  assert.match(await anna.send("2fa"), /8 recovery codes left/);
  await anna.send("2fa codes");
  assert.match(await anna.send("nonsense"), /That is not right/);
  await game.advance(PERIOD_MS);
  await anna.send("2fa codes");
  const renewed = recoveryCodesIn(await anna.send(app.codeAt(START + PERIOD_MS)));
  assert.equal(renewed.length, 10);
  assert.match(await (await halfWay(game)).send(third), /used before/);
  assert.match(await (await halfWay(game)).send(renewed[9] ?? ""), /Welcome, Anna/);
});

Deno.test("gate 9. wrong codes are counted, and then the right one is not looked at", async () => {
  await using game = await testGame({ settings: { loginThrottleLimit: 3 } });
  const anna = await newcomer(game, "Anna");
  const { app } = await turnOn(anna);
  const wrong = app.wrongAt(START);
  for (let count = 0; count < 3; count++) await (await halfWay(game)).send(wrong);
  const late = await game.connect({ address: "192.0.2.7" });
  assert.match(await late.send("connect Anna sesame-street"), /Too many logins failed/);
  await anna.send("2fa off");
  assert.match(await anna.send(app.codeAt(START + PERIOD_MS)), /not asked for codes any more/);
  // From this machine itself, whose passwords are never throttled.
  const { app: again } = await turnOn(anna, START);
  for (let count = 0; count < 3; count++) {
    await anna.send("2fa codes");
    assert.match(await anna.send(again.wrongAt(START)), /That is not right/);
  }
  await anna.send("2fa codes");
  assert.match(await anna.send(again.codeAt(START + PERIOD_MS)), /Too much was wrong/);
  await game.advance(301_000);
  await anna.send("2fa codes");
  assert.equal(recoveryCodesIn(await anna.send(again.codeAt(START + 301_000))).length, 10);
});

Deno.test("gate 9. 2fa off takes a code or the password", async () => {
  await using game = await testGame();
  const anna = await newcomer(game, "Anna");
  assert.match(await anna.send("2fa off"), /no code already/);
  await turnOn(anna);
  for (const given of ["sesame-square", "123456", ""]) {
    await anna.send("2fa off");
    assert.match(await anna.send(given), /Nothing was changed/);
  }
  await anna.send("2fa off");
  assert.match(await anna.send("sesame-street"), /your password alone lets you in/);
  const { recovery } = await turnOn(anna);
  await anna.send("2fa off");
  assert.match(await anna.send(recovery[0] ?? ""), /your password alone lets you in/);
  assert.match(await anna.send("2fa"), /Your password alone lets you in/);
});

Deno.test("gate 9. a reload while the code is asked for lets nobody in", async () => {
  await using game = await testGame();
  const { app } = await turnOn(await newcomer(game, "Anna"));
  const anna = await halfWay(game);
  assert.equal(await game.reload(), undefined);
  assert.equal(anna.isSecret, false);
  const code = app.codeAt(START + PERIOD_MS);
  assert.doesNotMatch(await anna.send(code), /Welcome, Anna/);
  assert.match(await anna.send("sessions"), /no command "sessions"/);
  await anna.send("connect Anna sesame-street");
  assert.match(await anna.send(code), /Welcome, Anna/);
  // What was used before a reload is used up after it.
  assert.equal(await game.reload(), undefined);
  assert.match(await (await halfWay(game)).send(code), /used before/);
});

Deno.test("gate 9. staff turns codes off for those below, whose owners are told", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  const ada = await newStaff(game, root, { name: "Ada", level: "Admin" });
  const bea = await newStaff(game, root, { name: "Bea", level: "Builder" });
  const dora = await newStaff(game, root, { name: "Dora", level: "Developer" });
  const anna = await newcomer(game, "Anna");
  for (const one of [root, dora, anna]) await turnOn(one);
  await anna.send("quit");
  for (const one of [bea, await newcomer(game, "Carl")]) {
    assert.match(await one.send("2fa off Anna"), /you cannot change the account of another/);
  }
  const refused = {
    Root: /permission is above yours/,
    Dora: /permission is above yours/,
    Nobody: /no account "Nobody"/,
    Ada: /alone for your own/,
    Bea: /Bea is asked for no code/,
  };
  for (const [name, why] of Object.entries(refused)) {
    assert.match(await ada.send(`2fa off ${name}`), why);
  }
  await ada.send("quell");
  assert.match(await ada.send("2fa off Anna"), /you cannot change/);
  await halfWay(game, "Anna");
  await ada.send("unquell");
  assert.match(await ada.send("2fa off Anna"), /Anna is asked for no code any more/);
  const back = await game.connect();
  assert.match(await back.send("connect Anna sesame-street"), /Ada has turned off the codes/);
  await back.send("quit");
  const later = await game.connect();
  assert.doesNotMatch(await later.send("connect Anna sesame-street"), /turned off/);
  assert.match(await root.send("audit anna"), /2fa.*off/);
});

Deno.test("gate 9. codes that are turned off while one is asked for let in by none", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  const { app } = await turnOn(await newcomer(game, "Anna"));
  const anna = await halfWay(game);
  await root.send("2fa off Anna");
  assert.match(await anna.send(app.codeAt(START + PERIOD_MS)), /That code is wrong/);
  assert.match(await anna.send("connect Anna sesame-street"), /Welcome, Anna/);
});

Deno.test("gate 9. a guest asks for no codes", async () => {
  await using game = await testGame({ settings: { guestEnabled: true } });
  const guest = await game.connect();
  await guest.send("connect guest");
  assert.match(await guest.send("2fa on"), /There is no command "2fa on"/);
  const root = await newSuperuser(game, "Root");
  assert.match(await root.send("2fa off Guest1"), /Guest1 is a guest/);
});

Deno.test("gate 9. 2fa on draws a QR code where it can be seen, and text for all", async () => {
  await using game = await testGame();
  const anna = await newcomer(game, "Anna");
  const seen = { ansi: true, screenWidth: 80, screenHeight: 24 };
  const blind = [{ screenReader: true }, { screenWidth: 30 }, { encoding: "iso-8859-1" as const }];
  for (const flags of [{}, ...blind]) {
    await anna.tell({ ...seen, screenReader: false, encoding: "utf-8", ...flags });
    const shown = await anna.send("2fa on");
    const isDrawn = Object.keys(flags).length === 0;
    assert.equal(/█▀█▄|▄▀█|█████/.test(shown), isDrawn);
    // All of it is on the screen, with the prompt below.
    const below = shown.split("Or let it read this:\n")[1]?.trimEnd().split("\n") ?? [];
    assert.equal(isDrawn, below.length > 20);
    assert.ok(below.length <= seen.screenHeight, `${below.length}`);
    assert.match(shown, /secret: [A-Z2-7 ]{39}\n.*otpauth:\/\/totp\//);
    await anna.send("");
  }
});

Deno.test("gate 9. what 2fa shows and is told is in no trace", async () => {
  await using game = await testGame();
  using _watch = game.watch();
  const anna = await newcomer(game, "Anna");
  const { app, recovery } = await turnOn(anna);
  await anna.send("2fa codes");
  const renewed = recoveryCodesIn(await anna.send(recovery[0] ?? ""));
  const code = app.codeAt(START + PERIOD_MS);
  await (await halfWay(game)).send(code);
  await (await halfWay(game)).send(renewed[1] ?? "");
  const trace = JSON.stringify(game.trace);
  assert.match(trace, /wall:/);
  for (const secret of [app.secret, app.secret.slice(0, 4), code, ...recovery, ...renewed]) {
    assert.equal(trace.includes(secret), false, secret);
  }
});
