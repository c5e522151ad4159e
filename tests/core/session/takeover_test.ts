import assert from "node:assert/strict";
import { type Mode, OLDER, TakeoverHouse } from "./takeover_lab.ts";

// By sockets, through the very portals: what is meant for one must not come out of another.

const SOCKETS = ["telnet", "websocket"] as const;

for (const mode of [0, 1, 2, 3] satisfies readonly Mode[]) {
  for (const [older, newer] of [SOCKETS, SOCKETS.toReversed()] as const) {
    Deno.test(`wire 24. takeover in mode ${mode}, of a session by ${older} by one by ${newer}`, async () => {
      await using house = await TakeoverHouse.open(mode, older);
      const second = await house.takeOver(newer);
      await house.assertTakenOver([house.anna, second]);
    });
  }

  Deno.test(`wire 24. double takeover in mode ${mode}: each newer one plays, and at last the first`, async () => {
    await using house = await TakeoverHouse.open(mode, "telnet");
    const players = [house.anna];
    for (const portal of [...SOCKETS, "telnet"] as const) {
      players.push(await house.takeOver(portal));
      await house.assertTakenOver(players);
    }
    if (OLDER[mode] === "ended") return;
    await house.anna.send("ic Anna");
    await house.assertTakenOver([...players.slice(1), house.anna]);
  });

  Deno.test(`wire 24. takeover by five at once in mode ${mode}: each has a session, or was told why not`, async () => {
    await using house = await TakeoverHouse.open(mode, "telnet");
    const rivals = [];
    for (const portal of [...SOCKETS, ...SOCKETS, "telnet"] as const) {
      rivals.push(await house.game.connect({ portal }));
    }
    for (const rival of rivals) rival.type("connect anna sesame-street");
    await house.game.settled();
    const players = [house.anna, ...rivals];
    const living = players.filter(({ closedWith }) => closedWith === undefined);
    for (const player of living) player.type("ic Anna");
    await house.game.settled();
    for (const player of players) {
      if (player.closedWith !== undefined) player.expect("You logged in from somewhere else.");
    }
    await house.assertOneTookOver(players);
  });

  for (const portal of SOCKETS) {
    Deno.test(`wire 24. takeover by oneself in mode ${mode}, from the same ${portal} socket, takes nothing away`, async () => {
      await using house = await TakeoverHouse.open(mode, portal);
      const { anna } = house;
      assert.match(await anna.send("ic Anna"), /You are Anna already/);
      assert.match(await anna.send("connect anna sesame-street"), /no command "connect/);
      await house.assertTakenOver([anna]);
      await anna.send("logout");
      assert.match(await anna.send("connect anna sesame-street"), /You become Anna/);
      await house.assertTakenOver([anna]);
    });
  }
}
