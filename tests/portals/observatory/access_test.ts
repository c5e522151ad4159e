import assert from "node:assert/strict";
import type { AccessOptions } from "../../../src/portals/observatory/access.ts";
import { withObservatory } from "./observatory_web.ts";
import { statusOf } from "./raw_request.ts";
import { StreamReader } from "./stream_reader.ts";

const PAGE = "/observatory";

for (const host of ["localhost", "127.0.0.1:4001", "[::1]:4001", "vestibule.localhost:4001"]) {
  Deno.test(`observatory 20. this machine looks at itself as ${host}`, async () => {
    await withObservatory(async ({ port }) => {
      assert.equal(await statusOf(port, PAGE, { host }), 200);
    });
  });
}

for (const host of ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example"]) {
  Deno.test(`observatory 20. a name that was made to lead here does not look: "${host}"`, async () => {
    await withObservatory(async ({ port }) => {
      assert.equal(await statusOf(port, PAGE, { host }), 403);
      assert.equal(await statusOf(port, `${PAGE}/stream`, { host }), 403);
      assert.equal(await statusOf(port, `${PAGE}/inspect?sessid=1`, { host }), 403);
      assert.equal(await statusOf(port, `${PAGE}/links`, { host }), 403);
    });
  });
}

for (
  const header of [
    "forwarded",
    "via",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-real-ip",
  ]
) {
  Deno.test(`observatory 20. what a proxy passes on is not this machine's: ${header}`, async () => {
    await withObservatory(async ({ port }) => {
      assert.equal(await statusOf(port, PAGE, { host: "localhost", [header]: "127.0.0.1" }), 403);
    });
  });
}

Deno.test("observatory 20. a proxy that is trusted says whether its client is on this machine", async () => {
  await withObservatory(async ({ port }) => {
    const from = (address: string) => ({ host: "localhost", "x-forwarded-for": address });
    assert.equal(await statusOf(port, PAGE, from("127.0.0.1")), 200);
    assert.equal(await statusOf(port, PAGE, from("203.0.113.9")), 403);
    assert.equal(await statusOf(port, PAGE, { host: "localhost", "x-real-ip": "127.0.0.1" }), 403);
  }, { trustedProxies: ["127.0.0.1"] });
});

Deno.test("observatory 20. staff looks from anywhere, and nobody else who signed in", async () => {
  const { visitors } = signedIn({ staff: { isStaff: true }, player: { isStaff: false } });
  await withObservatory(async ({ port }) => {
    const host = "play.example";
    assert.equal(await statusOf(port, PAGE, { host, cookie: "staff" }), 200);
    assert.equal(await statusOf(port, PAGE, { host, cookie: "player" }), 403);
    assert.equal(await statusOf(port, PAGE, { host }), 403);
  }, { visitors });
});

for (
  const [why, change] of Object.entries<Change>({
    "signs out": ({ browsers }) => browsers.delete("staff"),
    "is staff no more": ({ standing }) => standing.set("staff", { isStaff: false }),
  })
) {
  Deno.test(`observatory 20. staff that ${why} is told nothing more`, async () => {
    const known = signedIn({ staff: { isStaff: true } });
    await withObservatory(async ({ origin, house, clock }) => {
      // A local page would be let in without a cookie.
      const headers = { cookie: "staff", via: "1.1 proxy" };
      await using stream = await StreamReader.open(`${origin}${PAGE}/stream`, headers);
      assert.equal((await stream.expect("hello")).access, "full");
      change(known);
      clock.advance(15_000);
      await known.visitors.of({ cookies: "staff", address: "" });
      house.trace.emit("late");
      clock.advance(50);
      assert.equal(await stream.next(), undefined);
    }, { visitors: known.visitors });
  });
}

Deno.test("observatory 20. staff goes on looking while the Server cannot say who it is", async () => {
  const known = signedIn({ staff: { isStaff: true } });
  await withObservatory(async ({ origin, house, clock }) => {
    const headers = { cookie: "staff", via: "1.1 proxy" };
    await using stream = await StreamReader.open(`${origin}${PAGE}/stream`, headers);
    await stream.expect("hello");
    known.standing.delete("staff");
    clock.advance(15_000);
    house.trace.emit("crash");
    clock.advance(50);
    assert.equal((await stream.expect("events"))[0].kind, "crash");
  }, { visitors: known.visitors });
});

type Known = ReturnType<typeof signedIn>;
type Change = (known: Known) => void;

/** Browsers whose cookie is their name, and how the Server says they stand. */
function signedIn(standing: Readonly<Record<string, { readonly isStaff: boolean }>>) {
  const stands = new Map(Object.entries(standing));
  const browsers = new Set(stands.keys());
  const account = { uid: 1, passwordMark: "" };
  const visitors: NonNullable<AccessOptions["visitors"]> = {
    browserOf: (cookies = "") =>
      browsers.has(cookies)
        ? { key: cookies, account, until: Infinity, hasCookie: true }
        : undefined,
    of({ cookies = "" }) {
      const stand = browsers.has(cookies) ? stands.get(cookies) : undefined;
      return Promise.resolve(stand && { uid: 1, uname: cookies, ...stand });
    },
  };
  return { visitors, browsers, standing: stands };
}

Deno.test("observatory 20. who may not look is told what to do, on a page", async () => {
  await withObservatory(async ({ origin }) => {
    const response = await fetch(`${origin}${PAGE}?key=wrong`);
    assert.equal(response.status, 403);
    assert.match(response.headers.get("content-type") ?? "", /^text\/html/);
    const page = await response.text();
    for (const way of ["http://localhost", "/login", "link"]) assert.ok(page.includes(way), way);
  });
});

Deno.test("observatory 20. a link lets look from anywhere until it ends", async () => {
  await withObservatory(async ({ port, origin, clock, post, house }) => {
    const made = await (await post("/observatory/links", { minutes: 30 })).json();
    assert.equal(made.ok, true);
    assert.equal(made.expiresAt, clock.now() + 30 * 60_000);
    const url = new URL(made.url);
    assert.equal(url.origin + url.pathname, `${origin}${PAGE}`);
    const host = "play.example";
    const paths = ["", "/stream"].map((path) => `${PAGE}${path}${url.search}`);
    for (const path of paths) assert.equal(await statusOf(port, path, { host }), 200, path);
    await using stream = await StreamReader.open(`${origin}${PAGE}/stream${url.search}`);
    assert.equal((await stream.expect("hello")).access, "read");
    clock.advance(30 * 60_000);
    house.trace.emit("late");
    clock.advance(50);
    assert.equal(await stream.next(), undefined, "the stream ends with the link, before the event");
    for (const path of paths) assert.equal(await statusOf(port, path, { host }), 403, path);
  });
});

Deno.test("observatory 20. a link does nothing but look, even on this machine", async () => {
  await withObservatory(async ({ observatory, post }) => {
    const { token } = observatory.links.make(30);
    const requests: [string, unknown][] = [
      ["act", { house: "main", act: "crash" }],
      ["links", { minutes: 30 }],
      ["links/revoke", { id: 1 }],
    ];
    for (const [path, body] of requests) {
      const response = await post(`/observatory/${path}?key=${token}`, body);
      assert.equal(response.status, 403, path);
      assert.equal((await response.json()).ok, false);
    }
  });
});

Deno.test("observatory 20. a link that is revoked is no good any more, nor its streams", async () => {
  await withObservatory(async ({ origin, observatory, post, house, clock }) => {
    const { token, id } = observatory.links.make(30);
    await using stream = await StreamReader.open(`${origin}/observatory/stream?key=${token}`);
    await stream.expect("hello");
    const listed = await (await fetch(`${origin}/observatory/links`)).json();
    assert.deepEqual(listed, { ok: true, links: observatory.links.all });
    assert.equal(JSON.stringify(listed).includes(token), false);
    assert.deepEqual(await (await post("/observatory/links/revoke", { id })).json(), { ok: true });
    house.trace.emit("late");
    clock.advance(50);
    assert.equal(await stream.next(), undefined);
    const again = await (await post("/observatory/links/revoke", { id })).json();
    assert.deepEqual(again, { ok: false, why: "There is no such link; it may have ended." });
  });
});

Deno.test("gate 11. the observatory's page of another site may not read the stream", async () => {
  await withObservatory(async ({ port }) => {
    const headers = { host: "localhost", "sec-fetch-site": "cross-site" };
    assert.equal(await statusOf(port, "/observatory/stream", headers), 403);
    assert.equal(await statusOf(port, PAGE, headers), 200, "a link to the page may be followed");
  });
});

Deno.test("the observatory's files tell nothing, so everybody may have them", async () => {
  await withObservatory(async ({ port }) => {
    const path = "/observatory/client/observatory.js";
    assert.equal(await statusOf(port, path, { host: "play.example" }), 200);
  });
});
