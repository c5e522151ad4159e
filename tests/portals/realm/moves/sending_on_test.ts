import assert from "node:assert/strict";
import { ManualClock } from "../../../../src/core/clock.ts";
import { SendingOn } from "../../../../src/portals/realm/moves/sending_on.ts";

const LOOK_MS = 100;

/** A Portal with clients that arrive elsewhere once they were sent on, for some looks or at once. */
function leave({ clients, seconds, looks = 1 }: {
  readonly clients: number;
  readonly seconds: number;
  /** How many looks later one that was sent on has arrived. */
  readonly looks?: number;
}) {
  const clock = new ManualClock(0);
  const here = new Set(Array.from({ length: clients }, (_, at) => at + 1));
  const away = new Set<number>();
  const sent: number[][] = [];
  let isServed = true;
  const sending = new SendingOn({
    ...{ clock, end: seconds * 1_000, lookMs: LOOK_MS },
    movable: () => [...here],
    canMove: () => isServed,
    isHere: (sessid) => here.has(sessid),
    sendOn: (sessids) => {
      sent.push([...sessids]);
      return sessids.filter((sessid) => !away.has(sessid));
    },
  });
  const look = () => {
    sending.look();
    clock.advance(LOOK_MS);
    for (const sessid of sent.at(-looks) ?? []) here.delete(sessid);
  };
  return {
    ...{ sent, away, here },
    lookFor: (times: number) => {
      for (let time = 0; time < times; time++) look();
    },
    serve: (serves: boolean) => void (isServed = serves),
    sizes: () => sent.map(({ length }) => length),
  };
}

Deno.test("SendingOn sends no more clients at once than are to be on their way", () => {
  const portal = leave({ clients: 120, seconds: 10 });
  portal.lookFor(4);
  assert.deepEqual(portal.sizes(), [50, 50, 20, 0]);
  assert.equal(new Set(portal.sent.flat()).size, 120);
});

Deno.test("SendingOn waits for those who are on their way, and no longer than 2 s", () => {
  const portal = leave({ clients: 80, seconds: 60, looks: Infinity });
  portal.lookFor(20);
  assert.equal(portal.sent.flat().length, 50);
  portal.lookFor(1);
  assert.equal(portal.sent.flat().length, 80);
});

Deno.test("SendingOn sends all within half of the time, however long each takes to arrive", () => {
  const portal = leave({ clients: 3_000, seconds: 10, looks: Infinity });
  portal.lookFor(50);
  assert.equal(new Set(portal.sent.flat()).size, 3_000);
  assert.equal(portal.sent.flat().length, 3_000);
  assert.ok(Math.max(...portal.sizes()) <= 110, `at once: ${Math.max(...portal.sizes())}`);
});

Deno.test("SendingOn counts none as on its way whose client is not here", () => {
  const portal = leave({ clients: 90, seconds: 60, looks: Infinity });
  for (let sessid = 1; sessid <= 50; sessid++) portal.away.add(sessid);
  portal.lookFor(2);
  assert.deepEqual(portal.sizes(), [50, 40]);
});

Deno.test("SendingOn lets clients stay while their Server is away, and then sends them on", () => {
  const portal = leave({ clients: 60, seconds: 10 });
  portal.serve(false);
  portal.lookFor(70);
  assert.deepEqual(portal.sent.flat(), []);
  portal.serve(true);
  portal.lookFor(1);
  assert.equal(portal.sent.flat().length, 60);
});
