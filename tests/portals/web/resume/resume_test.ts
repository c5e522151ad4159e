import assert from "node:assert/strict";
import { SharedRender } from "../../../../src/portals/render/shared_render.ts";
import type { RecordedSession } from "../../../../src/portals/conformance/recording_sink.ts";
import type { Trace } from "../../../../src/core/trace/trace.ts";
import { upgradeStatus, type WebFixture, withWeb } from "../web_fixture.ts";
import { RawWebsocket } from "../raw_frames.ts";
import { ResumingClient } from "./resuming_client.ts";

const KEEP_MS = 300_000;
const GOING_AWAY_MS = 10_000;

function show(session: RecordedSession, text: string): void {
  session.connection.deliver([["text", [text], {}]], new SharedRender());
}

/** What a client reads of {@linkcode show}. */
function shown(text: string): unknown {
  return ["text", [[{ t: text }]], {}];
}

/** Returns when a session's client is noticed to be away. */
function nextAway(trace: Trace): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const watch = trace.read(({ kind }) => {
    if (kind !== "websocket:away") return;
    watch[Symbol.dispose]();
    resolve();
  });
  return promise;
}

/** A session whose client's line was cut. */
async function startAndCut(
  { port, sink, trace }: WebFixture,
): Promise<{ client: ResumingClient; session: RecordedSession }> {
  const client = await ResumingClient.start(port);
  const session = await sink.session();
  const away = nextAway(trace);
  client[Symbol.dispose]();
  await away;
  return { client, session };
}

Deno.test("a client that was lost comes back to its session, and reads what it missed", () =>
  withWeb(async (web) => {
    const { port, sink, trace } = web;
    const first = await ResumingClient.start(port);
    const session = await sink.session();
    await first.send("text", ["look"]);
    assert.equal((await session.nextOf("line")).line, "look");
    show(session, "A hall.");
    assert.deepEqual(await first.next(), shown("A hall."));
    show(session, "A bell."); // sent, but not known to be received
    const away = nextAway(trace);
    first[Symbol.dispose]();
    await away;
    show(session, "A cat.");

    using second = await first.return(port, 1);
    assert.deepEqual(await second.next(), ["resumed", [1], { lost: 0 }]);
    assert.deepEqual(await second.next(), shown("A bell."));
    assert.deepEqual(await second.next(), shown("A cat."));
    await second.send("text", ["say hi"]);
    assert.equal((await session.nextOf("line")).line, "say hi");
    show(session, "A dog.");
    assert.deepEqual(await second.next(), shown("A dog."));
  }));

Deno.test("a session whose client stays away ends after its time, and not before", () =>
  withWeb(async (web) => {
    const { client, session } = await startAndCut(web);
    web.clock.advance(KEEP_MS - 1);
    assert.deepEqual(session.waiting(), [{ kind: "settled" }]);
    web.clock.advance(1);
    assert.deepEqual(await session.nextOf("closed"), { kind: "closed", reason: "client_closed" });

    using next = await ResumingClient.start(web.port, `resume.${client.token}.0`);
    assert.notEqual(next.token, client.token);
    assert.notEqual(await web.sink.session(), session);
  }));

Deno.test("a page that goes away has ten seconds to be loaded again", () =>
  withWeb(async ({ port, sink, clock, trace }) => {
    const client = await ResumingClient.start(port);
    const session = await sink.session();
    const away = nextAway(trace);
    await client.close(1001);
    await away;
    clock.advance(GOING_AWAY_MS);
    assert.deepEqual(await session.nextOf("closed"), { kind: "closed", reason: "client_closed" });
  }));

Deno.test("a client that closes its websocket normally ends its session at once", () =>
  withWeb(async ({ port, sink }) => {
    const client = await ResumingClient.start(port);
    const session = await sink.session();
    await client.close(1000);
    assert.deepEqual(await session.nextOf("closed"), { kind: "closed", reason: "client_closed" });
  }));

Deno.test("a client that comes back before it was missed takes its session from the old socket", () =>
  withWeb(async ({ port, sink, clock }) => {
    const first = await ResumingClient.start(port);
    const session = await sink.session();
    using second = await first.return(port, 0);
    assert.deepEqual(await second.next(), ["resumed", [0], { lost: 0 }]);
    await assert.rejects(first.next()); // it was cut
    await first.send("text", ["say lost"]).catch(() => {});
    await second.send("text", ["say here"]);
    assert.equal((await session.nextOf("line")).line, "say here");
    clock.advance(1_000); // no timer of the old socket ends it
    assert.deepEqual(session.waiting(), [{ kind: "settled" }]);
    first[Symbol.dispose]();
  }));

Deno.test("a session that ends while its client is away is closed once, with its reason", () =>
  withWeb(async (web) => {
    const { client, session } = await startAndCut(web);
    session.connection.disconnect("idle", "Good bye.");
    session.connection.disconnect("booted", null);
    assert.deepEqual(await session.nextOf("closed"), { kind: "closed", reason: "idle" });
    using next = await ResumingClient.start(web.port, `resume.${client.token}.0`);
    assert.notEqual(next.token, client.token);
    web.clock.advance(KEEP_MS);
    assert.deepEqual(session.waiting(), []);
  }));

Deno.test("a portal that closes ends the sessions whose clients are away", () =>
  withWeb(async (web) => {
    const { session } = await startAndCut(web);
    await web.close();
    assert.deepEqual(await session.nextOf("closed"), { kind: "closed", reason: "shutdown" });
  }));

Deno.test("a client that is away is told what was lost, and whether its answer is hidden", () =>
  withWeb(async (web) => {
    const { client, session } = await startAndCut(web);
    session.connection.setInputMode("secret");
    const long = "x".repeat(100_000);
    for (const text of ["a", "b", "c"]) show(session, text + long);
    using back = await client.return(web.port, 0);
    assert.deepEqual(await back.next(), ["resumed", [0], { lost: 2 }]);
    assert.deepEqual((await back.next())[0], "text");
    assert.deepEqual((await back.next())[0], "text");
    assert.deepEqual(await back.next(), ["input_mode", ["secret"], {}]);
  }));

Deno.test("each side is told what it need not hold any longer", () =>
  withWeb(async ({ port, sink, trace }) => {
    const client = await ResumingClient.start(port);
    const session = await sink.session();
    for (let line = 1; line <= 16; line++) await client.send("text", [String(line)]);
    assert.deepEqual(await client.next(), ["received", [16], {}]);
    const long = "x".repeat(100_000);
    for (const text of ["a", "b"]) show(session, text + long);
    await client.send("received", [2]);
    await client.send("text", ["after"]);
    while ((await session.nextOf("line")).line !== "after"); // so the acknowledgement was read
    show(session, "c" + long);
    const away = nextAway(trace);
    client[Symbol.dispose]();
    await away;
    using back = await client.return(port, 2);
    assert.deepEqual(await back.next(), ["resumed", [17], { lost: 0 }]);
  }));

Deno.test("gate 8. a banned address gets no session back", () => {
  let isBanned = false;
  return withWeb(async (web) => {
    const { client, session } = await startAndCut(web);
    isBanned = true;
    web.sink.refusal = "banned";
    using socket = await RawWebsocket.open(
      web.port,
      `spans.vestibule, resume.${client.token}.0`,
    );
    assert.equal(await socket.closeCode(), 1008);
    web.clock.advance(KEEP_MS);
    assert.deepEqual(await session.nextOf("closed"), { kind: "closed", reason: "client_closed" });
  }, { isBanned: () => isBanned });
});

Deno.test("a server that keeps no session gives no token", () =>
  withWeb(async ({ port, sink }) => {
    using client = await RawWebsocket.open(port, "spans.vestibule, resume");
    const session = await sink.session();
    show(session, "hello");
    const { payload } = await client.next();
    assert.deepEqual(JSON.parse(new TextDecoder().decode(payload)), shown("hello"));
    client[Symbol.dispose]();
    assert.deepEqual(await session.nextOf("closed"), { kind: "closed", reason: "client_closed" });
  }, { keepMs: 0 }));

Deno.test("only who speaks spans.vestibule is given a token", () =>
  withWeb(async ({ port, sink }) => {
    using client = await RawWebsocket.open(port, "v1.evennia.com, resume");
    const session = await sink.session();
    client[Symbol.dispose]();
    assert.deepEqual(await session.nextOf("closed"), { kind: "closed", reason: "client_closed" });
    assert.equal(await upgradeStatus(port, ["Sec-WebSocket-Protocol: resume"]), 400);
  }));

Deno.test("no token is in the trace", () =>
  withWeb(async (web) => {
    const events: string[] = [];
    using _watch = web.trace.read((event) => events.push(JSON.stringify(event)));
    const { client } = await startAndCut(web);
    using back = await client.return(web.port, 0);
    await back.next();
    assert.ok(events.some((event) => event.includes("websocket:resumed")));
    assert.equal(events.join().includes(client.token), false);
  }));
