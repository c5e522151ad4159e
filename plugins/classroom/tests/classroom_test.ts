import assert from "node:assert/strict";
import { defineCommand, defineMenu, definePlugin, type Plugin } from "@vestibule/core";
import { act, board, CLASS, classGame, seated } from "./class_game.ts";

/** A plugin with a menu that nobody gets out of by themselves. */
const pollster: Plugin = definePlugin({
  name: "pollster",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    provide.menu(
      "poll",
      defineMenu({
        start: "ask",
        nodes: { ask: () => ({ text: "Tea or coffee?", options: [{ key: "tea", goto: "ask" }] }) },
      }),
    );
    provide.commands("builtin/account", [defineCommand({
      key: "poll",
      needs: "account",
      run: ({ game, session }) => game.menus.start(session, "pollster/poll"),
    })]);
  },
});

function statesOf({ seats }: Awaited<ReturnType<typeof board>>) {
  return seats.map(({ sessions }) => sessions.map(({ state }) => state).join());
}

Deno.test("a seat is taken with its code, however it is written, and without a name", async () => {
  await using game = await classGame();
  const anna = await seated(game, " kfm3 7tqp");
  assert.equal(game.inside.sessions.get(anna.sessid)?.account?.name, "Seat1");
  const berta = await game.connect();
  await berta.call("classroom_seat", ["WWQ4-HHJ8"]);
  assert.deepEqual(statesOf(await board(game)), ["loggedin", "", "loggedin"]);
});

Deno.test("two who sit down in one seat at the same time both sit there", async () => {
  await using game = await classGame();
  const players = await Promise.all([game.connect(), game.connect()]);
  await Promise.all(players.map((player) => player.send("seat KFM3-7TQP")));
  assert.deepEqual(statesOf(await board(game)), ["loggedin,loggedin", "", ""]);
});

Deno.test("nobody gets into an account by a seat's name, nor into a seat by a password", async () => {
  await using game = await classGame();
  const own = await game.inside.accounts.create("Seat1", "a long enough pass", "203.0.113.1");
  assert.equal(own.kind, "created");
  const anna = await seated(game, "KFM3-7TQP");
  anna.expect("That seat cannot be taken. Ask whoever leads the class.");
  await seated(game, "AB2D-99XZ");
  const guesser = await game.connect();
  for (const password of ["AB2D-99XZ", "none", "null"]) {
    await guesser.send(`connect Seat2 ${password}`);
  }
  assert.deepEqual(statesOf(await board(game)), ["", "loggedin", ""]);
});

Deno.test("nobody sits down in a seat whose account is banned", async () => {
  await using game = await classGame();
  const first = await seated(game, "AB2D-99XZ");
  await first.send("quit");
  assert.equal((await game.inside.bans.add({ pattern: "Seat2" }, null)).kind, "added");
  const berta = await seated(game, "AB2D-99XZ");
  berta.expect("You are kept out. Ask whoever leads the class.");
  assert.deepEqual(statesOf(await board(game)), ["", "", ""]);
});

Deno.test("a wrong code sits nowhere, and too many of them are not looked at", async () => {
  await using game = await classGame();
  const stranger = await game.connect({ address: "203.0.113.7" });
  await stranger.send("seat NOPE-NOPE");
  stranger.expect("No seat has that code.");
  for (let tries = 0; tries < 5; tries++) await stranger.send("seat NOPE-NOPE");
  await stranger.send(`seat ${CLASS.codes[0]}`);
  stranger.expect("Too many wrong codes came from here.");
  assert.deepEqual(statesOf(await board(game)), ["", "", ""]);
});

Deno.test("what a client sends for a code is run as no other line", async () => {
  await using game = await classGame();
  const hostile = await game.connect();
  hostile.clear();
  for (const sent of ["KFM3-7TQP\nquit", "x;quit", { code: 1 }, "A".repeat(41), "", null]) {
    await hostile.call("classroom_seat", [sent]);
  }
  assert.equal(hostile.transcript.includes("Goodbye"), false);
  assert.equal(game.inside.sessions.get(hostile.sessid)?.isLoggedIn, false);
});

Deno.test("everybody is sent to where a chapter begins, and reads what to do", async () => {
  await using game = await classGame();
  const players = [await seated(game, "KFM3-7TQP"), await seated(game, "AB2D-99XZ")];
  const [anna, berta] = players;
  assert.equal(await act(game, { act: "chapter", number: 3 }), 200);
  await game.settled();
  assert.deepEqual(statesOf(await board(game)), ["puppeting", "puppeting", ""]);
  anna?.expect("Chapter 3: Put on a coat");
  anna?.expect("Type north.");
  await act(game, { act: "chapter", number: 2 });
  await game.settled();
  assert.deepEqual(statesOf(await board(game)), ["loggedin", "loggedin", ""]);
  await act(game, { act: "chapter", number: 1 });
  await game.settled();
  assert.deepEqual(statesOf(await board(game)), ["unloggedin", "unloggedin", ""]);
  assert.deepEqual(berta?.oob("classroom_lesson").map(({ number }) => number), [3, 2, 1]);
  assert.equal(await act(game, { act: "chapter", number: 4 }), 404);
});

Deno.test("who was in the middle of a menu is out of it at the next chapter", async () => {
  await using game = await classGame({}, [pollster]);
  const anna = await seated(game, "KFM3-7TQP");
  await anna.send("poll");
  anna.expect("Tea or coffee?");
  await act(game, { act: "chapter", number: 3 });
  await game.settled();
  anna.clear();
  await anna.send("say still here");
  anna.expect('You say, "still here"');
});

Deno.test("who comes late, or comes back, is shown the chapter that the class is at", async () => {
  await using game = await classGame();
  await act(game, { act: "chapter", number: 2 });
  const late = await seated(game, "WWQ4-HHJ8");
  late.expect("Chapter 2: Come in");
});

Deno.test("a second session of a seat gets no second body", async () => {
  await using game = await classGame();
  await seated(game, "KFM3-7TQP");
  await seated(game, "KFM3-7TQP");
  await act(game, { act: "chapter", number: 3 });
  await game.settled();
  assert.deepEqual(statesOf(await board(game)), ["puppeting,loggedin", "", ""]);
});

Deno.test("a seat that is reset is free, and its character is gone", async () => {
  await using game = await classGame();
  const anna = await seated(game, "KFM3-7TQP");
  await seated(game, "AB2D-99XZ");
  await act(game, { act: "chapter", number: 3 });
  await game.settled();
  assert.equal(await act(game, { act: "reset", seat: 1 }), 200);
  await game.settled();
  anna.expect("Seat1 is free again.");
  assert.deepEqual(statesOf(await board(game)), ["", "puppeting", ""]);
  assert.deepEqual((await game.inside.accounts.find("Seat1"))?.characters, []);
  assert.equal(await act(game, { act: "reset", seat: 9 }), 404);
  await act(game, { act: "resetAll" });
  await game.settled();
  const after = await board(game);
  assert.deepEqual([statesOf(after), after.chapter], [["", "", ""], 0]);
});

Deno.test("a reload keeps seats and chapter", async () => {
  await using game = await classGame();
  await seated(game, "KFM3-7TQP");
  await act(game, { act: "chapter", number: 1 });
  await game.reload();
  const { chapter, seats } = await board(game);
  assert.equal(chapter, 1);
  assert.deepEqual(seats[0]?.sessions.map(({ state }) => state), ["unloggedin"]);
});

Deno.test("the view's key looks and does nothing; without a key nobody looks", async () => {
  await using game = await classGame();
  const seen = await board(game, CLASS.viewKey);
  assert.deepEqual([seen.role, seen.codes, seen.seats.length], ["view", null, 3]);
  assert.deepEqual((await board(game)).codes, CLASS.codes);
  assert.equal(await act(game, { act: "resetAll" }, CLASS.viewKey), 403);
  assert.equal(await act(game, { act: "resetAll" }, "x"), 403);
  assert.equal((await game.fetch("/plugins/classroom/seats")).status, 403);
});

Deno.test("what is nothing that can be done is told so", async () => {
  await using game = await classGame();
  for (const wish of [{}, { act: "chapter" }, { act: "chapter", number: 1.5 }, [], "x"]) {
    assert.equal(await act(game, wish), 400, JSON.stringify(wish));
  }
});

Deno.test("the pages hold no script of their own text", async () => {
  await using game = await classGame();
  for (const path of ["join", "board"]) {
    const page = await (await game.fetch(`/plugins/classroom/${path}`)).text();
    assert.match(page, /<script type="module" src="\/plugins\/classroom\/\w+\.js"><\/script>/);
    assert.doesNotMatch(page, /<script(?![^>]* src=)|style=|onclick/);
  }
});

Deno.test("thirty seats are sent from chapter to chapter, and none is forgotten", async () => {
  const codes = Array.from({ length: 30 }, (_, index) => `CODE-${1000 + index}`);
  await using game = await classGame({ codes });
  for (const code of codes) await seated(game, code);
  for (const [number, state] of [[3, "puppeting"], [2, "loggedin"], [1, "unloggedin"]] as const) {
    await act(game, { act: "chapter", number });
    await game.settled();
    assert.deepEqual(statesOf(await board(game)), codes.map(() => state));
  }
});
