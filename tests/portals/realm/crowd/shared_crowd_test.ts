import assert from "node:assert/strict";
import { BOUND_MS, type CountingPortal, CrowdLab } from "./crowd_lab.ts";

const ADDRESS = "192.0.2.7";

/** Lets as many sessions come as there is room for, each Portal in turn; returns how many came. */
async function fill(
  lab: CrowdLab,
  portals: readonly CountingPortal[],
  { visits, addressOf = () => ADDRESS }: {
    readonly visits: number;
    readonly addressOf?: (visit: number) => string;
  },
): Promise<number> {
  let came = 0;
  for (let visit = 0; visit < visits; visit++) {
    const portal = portals[visit % portals.length];
    if (portal?.come(visit + 1, addressOf(visit))) came++;
    await lab.advance(200);
  }
  return came;
}

Deno.test("SharedCrowd lets no more sessions of one address in at three Portals than at one", async () => {
  const lab = new CrowdLab({ maxSessionsPerAddress: 5, maxSessionsBeforeLogin: 0 });
  const portals = [lab.portal(), lab.portal(), lab.portal()];
  assert.equal(await fill(lab, portals, { visits: 12 }), 5);
  assert.ok(portals[2]?.come(100, "192.0.2.8"));
  portals[0]?.leave(1);
  await lab.settled();
  assert.ok(portals[1]?.come(101, ADDRESS));
});

Deno.test("SharedCrowd lets no more sessions wait for their login at three Portals than at one", async () => {
  const lab = new CrowdLab({ maxSessionsPerAddress: 0, maxSessionsBeforeLogin: 4 });
  const portals = [lab.portal(), lab.portal(), lab.portal()];
  const addressOf = (visit: number) => `192.0.2.${visit}`;
  assert.equal(await fill(lab, portals, { visits: 9, addressOf }), 4);
  portals[0]?.logIn(1);
  await lab.settled();
  assert.ok(portals[1]?.come(100, "198.51.100.1"));
  await lab.settled();
  assert.ok(!portals[2]?.come(101, "198.51.100.2"));
});

Deno.test("SharedCrowd counts the 2^64 addresses of an IPv6 network as one, and nobody of this machine", async () => {
  const lab = new CrowdLab({ maxSessionsPerAddress: 3, maxSessionsBeforeLogin: 0 });
  const portals = [lab.portal(), lab.portal()];
  const addressOf = (visit: number) => `2001:db8:0:1::${visit + 1}`;
  assert.equal(await fill(lab, portals, { visits: 8, addressOf }), 3);
  const before = lab.bus.published;
  for (let visit = 0; visit < 10; visit++) assert.ok(portals[0]?.come(100 + visit, "127.0.0.1"));
  assert.equal(lab.bus.published, before);
});

Deno.test("SharedCrowd lets a Portal that starts know at once how many sessions all others have", async () => {
  const lab = new CrowdLab();
  const portals = [lab.portal(), lab.portal()];
  await fill(lab, portals, { visits: 7 });
  const late = lab.portal();
  await lab.settled();
  assert.deepEqual([late.counts(ADDRESS), late.beforeLogin], [7, 7]);
});

Deno.test("SharedCrowd tells all in pieces that fit into a message of NATS", async () => {
  const lab = new CrowdLab();
  const maxPayload = 1_024;
  const early = lab.portal(maxPayload);
  const addressOf = (index: number) => `198.51.${index >> 8}.${index & 255}`;
  for (let index = 0; index < 500; index++) early.come(index + 1, addressOf(index));
  await lab.advance(200);
  const lengths: number[] = [];
  const spy = lab.bus.connect().connection;
  const callback = (_: Error | null, { data }: { readonly data: Uint8Array }) =>
    void lengths.push(data.length);
  spy.subscribe("vestibule.test.crowd.0000000000000002", { callback });
  spy.subscribe("vestibule.test.crowd", { callback });
  const late = lab.portal(maxPayload);
  await lab.settled();
  for (let index = 0; index < 500; index++) early.leave(index + 1);
  await lab.settled();
  const known = Array.from({ length: 500 }, (_, index) => late.counts(addressOf(index)));
  assert.deepEqual(new Set(known.slice(1)), new Set([1]), "the first one left at once");
  await lab.advance(200);
  assert.equal(late.counts(addressOf(499)), 0);
  assert.ok(lengths.length > 20, String(lengths.length));
  assert.ok(Math.max(...lengths) <= maxPayload, String(Math.max(...lengths)));
});

Deno.test("SharedCrowd finds out about what it missed, also when it was all that there was", async () => {
  const lab = new CrowdLab();
  const [one, other] = [lab.portal(), lab.portal()];
  await lab.settled();
  one.end.loseNext(/\.crowd$/);
  one.come(1, ADDRESS);
  await lab.settled();
  assert.equal(other.counts(ADDRESS), 0);
  await lab.advance(2_050);
  assert.equal(other.counts(ADDRESS), 1);
});

Deno.test("SharedCrowd finds out about what it missed, also when the answer is lost with it", async () => {
  const lab = new CrowdLab();
  const [one, other] = [lab.portal(), lab.portal()];
  await lab.settled();
  one.end.loseNext(/\.crowd$/);
  one.end.loseNext(/\.crowd\.0+2$/);
  other.end.loseNext(/\.crowd\.0+1$/);
  one.come(1, ADDRESS);
  await lab.advance(BOUND_MS);
  assert.equal(other.counts(ADDRESS), 1);
});

Deno.test("SharedCrowd forgets the sessions of a Portal that died within ten seconds, and not before eight", async () => {
  const lab = new CrowdLab();
  const [one, other] = [lab.portal(), lab.portal()];
  one.come(1, ADDRESS);
  await lab.settled();
  one.stop("at once");
  await lab.advance(8_000 - 50);
  assert.equal(other.counts(ADDRESS), 1);
  await lab.advance(2_050);
  assert.deepEqual([other.counts(ADDRESS), other.beforeLogin], [0, 0]);
});

Deno.test("SharedCrowd forgets a Portal that is cut off, and knows it again soon after it is back", async () => {
  const lab = new CrowdLab();
  const [one, other] = [lab.portal(), lab.portal()];
  one.come(1, ADDRESS);
  other.come(2, ADDRESS);
  await lab.settled();
  one.end.isCut = true;
  await lab.advance(BOUND_MS);
  one.come(3, ADDRESS);
  assert.deepEqual([one.counts(ADDRESS), other.counts(ADDRESS)], [2, 1]);
  one.end.isCut = false;
  await lab.advance(2_050);
  assert.deepEqual([one.counts(ADDRESS), other.counts(ADDRESS)], [3, 3]);
});

Deno.test("SharedCrowd forgets a Portal that ends in order at once", async () => {
  const lab = new CrowdLab();
  const [one, other] = [lab.portal(), lab.portal()];
  one.come(1, ADDRESS);
  await lab.settled();
  one.stop("in order");
  await lab.settled();
  assert.equal(other.counts(ADDRESS), 0);
});

Deno.test("SharedCrowd tells what changes fast ten times a second at most", async () => {
  const lab = new CrowdLab();
  const [one, other] = [lab.portal(), lab.portal()];
  await lab.settled();
  const before = lab.bus.published;
  for (let sessid = 1; sessid <= 1_000; sessid++) {
    one.come(sessid, `192.0.2.${sessid % 200}`);
    lab.clock.advance(1);
    await lab.settled();
  }
  await lab.advance(200);
  assert.equal(other.beforeLogin, 1_000);
  assert.ok(lab.bus.published - before <= 15, String(lab.bus.published - before));
});

Deno.test("SharedCrowd takes no word that does not fit, whoever sent it", async () => {
  const lab = new CrowdLab();
  const portal = lab.portal();
  await lab.settled();
  const liar = lab.bus.connect().connection;
  const word = { kind: "counts", instance: "00000000000000ff", after: 0, number: 1 };
  const counts = { ...word, beforeLogin: 1, addresses: [[ADDRESS, 1]] };
  const wrong = [
    { ...counts, addresses: [[ADDRESS, -1]] },
    { ...counts, addresses: [["not an address", 1]] },
    { ...counts, addresses: [[ADDRESS, 1e300]] },
    { ...counts, beforeLogin: 0.5 },
    { ...counts, instance: "*" },
    { ...counts, more: 1 },
    { ...word, kind: "whole", beforeLogin: 1, addresses: [], piece: 0, pieces: 0 },
  ];
  for (const said of wrong) {
    liar.publish("vestibule.test.crowd", new TextEncoder().encode(JSON.stringify(said)));
  }
  await lab.settled();
  assert.deepEqual([portal.counts(ADDRESS), portal.beforeLogin], [0, 0]);
  liar.publish("vestibule.test.crowd", new TextEncoder().encode(JSON.stringify(counts)));
  await lab.settled();
  assert.deepEqual([portal.counts(ADDRESS), portal.beforeLogin], [1, 1]);
});
