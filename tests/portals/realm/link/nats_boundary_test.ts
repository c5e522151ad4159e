import assert from "node:assert/strict";
import * as fc from "fast-check";
import { ToldCount } from "../../../../src/core/boundary/told_count.ts";
import { systemClock } from "../../../../src/core/clock.ts";
import { natsBoundary } from "../../../../src/portals/realm/link/nats_boundary.ts";
import type { NatsLink } from "../../../../src/portals/realm/link/nats_link.ts";
import { linkPair } from "./link_pair.ts";
import { NatsServer } from "../nats/nats_server.ts";
import { natsTest } from "../nats/nats_test_case.ts";
import { sharedConnections, twoConnections } from "../nats/shared_nats.ts";

const QUICK = { clock: systemClock, keepalive: 40, silence: 160 };

/** One side of a wall that counts what it takes. */
function side(link: NatsLink) {
  const [takenThere, takenHere] = [new ToldCount(), new ToldCount()];
  const boundary = natsBoundary<unknown, unknown>(link, { epoch: 1, takenThere, takenHere });
  const received: unknown[] = [];
  const sent: unknown[] = [];
  let wake = () => {};
  boundary.onBatch(({ messages }) => {
    received.push(...messages);
    wake();
  });
  return {
    ...{ boundary, link, received, sent, takenThere, takenHere },
    send(message: unknown) {
      sent.push(message);
      boundary.send(message);
    },
    async count(wanted: number) {
      while (received.length < wanted) await new Promise<void>((done) => wake = done);
    },
    broken: new Promise<string>((tell) => link.onBroken(tell)),
  };
}

type Side = ReturnType<typeof side>;

/** Ends both sides as two processes do that tell each other, afterwards, what they took. */
function settle(
  one: Side,
  other: Side,
): { readonly oneBack: readonly unknown[]; otherBack: readonly unknown[] } {
  one.takenThere.tell(other.takenHere.close());
  other.takenThere.tell(one.takenHere.close());
  return { oneBack: one.boundary.close(), otherBack: other.boundary.close() };
}

natsTest("natsBoundary() keeps the order of what both sides send at random", async () => {
  const step = fc.record({
    from: fc.constantFrom<"portal" | "server">("portal", "server"),
    pause: fc.constantFrom("none", "microtask", "answer"),
    size: fc.constantFrom(1, 100, 300_000),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const links = await linkPair(sharedConnections());
      const sides = { portal: side(links.portal), server: side(links.server) };
      for (const [nth, { from, pause, size }] of steps.entries()) {
        sides[from].send({ nth, said: "x".repeat(size) });
        if (pause === "microtask") await Promise.resolve();
        const to = from === "portal" ? sides.server : sides.portal;
        if (pause === "answer") await to.count(sides[from].sent.length);
      }
      await sides.server.count(sides.portal.sent.length);
      await sides.portal.count(sides.server.sent.length);
      assert.deepEqual(sides.server.received, sides.portal.sent);
      assert.deepEqual(sides.portal.received, sides.server.sent);
      assert.deepEqual(settle(sides.portal, sides.server), { oneBack: [], otherBack: [] });
    }),
    { numRuns: 25 },
  );
});

natsTest(
  "natsBoundary() carries a message that is larger than NATS takes, and bytes as they are",
  async () => {
    const links = await linkPair(sharedConnections());
    const [portal, server] = [side(links.portal), side(links.server)];
    const bytes = new Uint8Array(8 * 1024 * 1024);
    for (let at = 0; at < bytes.length; at += 65_536) {
      crypto.getRandomValues(bytes.subarray(at, at + 65_536));
    }
    portal.send({ bytes, nothing: undefined });
    portal.send("short");
    await server.count(2);
    assert.deepEqual(server.received, portal.sent);
    settle(portal, server);
  },
);

natsTest("NatsLink.close() breaks the other end at once, after all that was posted", async () => {
  const links = await linkPair(sharedConnections());
  const [portal, server] = [side(links.portal), side(links.server)];
  portal.send("last words");
  await Promise.resolve();
  portal.boundary.close();
  assert.equal(await server.broken, "the other end has ended it");
  assert.deepEqual(server.received, ["last words"]);
  server.boundary.close();
});

natsTest("NatsLink is broken when its connection is closed", async () => {
  await using server = await NatsServer.start();
  const connections = await twoConnections(server.url);
  const links = await linkPair(connections);
  const ends = [side(links.portal), side(links.server)] as const;
  await connections.portal.close();
  assert.equal(await ends[0].broken, "the connection to NATS was closed");
  await connections.server.close();
  assert.equal(await ends[1].broken, "the connection to NATS was closed");
  for (const { boundary } of ends) boundary.close();
});

natsTest(
  "2.4.3 when NATS dies, both ends say so, and what the other did not take comes back",
  async () => {
    await using server = await NatsServer.start();
    const connections = await twoConnections(server.url);
    for (let run = 0; run < 8; run++) {
      const links = await linkPair(connections, QUICK);
      const [portal, game] = [side(links.portal), side(links.server)];
      const isOver = Promise.allSettled([portal.broken, game.broken]);
      let isSending = true;
      const sending = (async () => {
        for (let nth = 0; isSending; nth++) {
          for (const from of [portal, game]) from.send({ nth, said: "x".repeat(nth % 997) });
          if (nth % 50 === 0) await new Promise((done) => setTimeout(done, 0));
          else await Promise.resolve();
        }
      })();
      await Promise.all([portal.count(200 * run + 1), game.count(200 * run + 1)]);
      await server.stop();
      // It may be back before anybody has noticed.
      if (run % 2 === 1) await server.start();
      await isOver;
      isSending = false;
      await sending;
      const { oneBack, otherBack } = settle(portal, game);
      assert.deepEqual([...game.received, ...oneBack], portal.sent);
      assert.deepEqual([...portal.received, ...otherBack], game.sent);
      if (run % 2 === 0) await server.start();
      await Promise.all([connected(connections.portal), connected(connections.server)]);
    }
    await Promise.all([connections.portal.close(), connections.server.close()]);
  },
);

/** Waits until the way to NATS is there again. */
async function connected(connection: { flush(): Promise<void> }): Promise<void> {
  for (;;) {
    try {
      return await connection.flush();
    } catch {
      await new Promise((done) => setTimeout(done, 10));
    }
  }
}
