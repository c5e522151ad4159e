import assert from "node:assert/strict";
import type { CloseReason } from "../../../src/core/boundary/messages.ts";
import { SharedRender } from "../../../src/portals/render/shared_render.ts";
import type {
  ConnectionSink,
  ProtocolConnection,
} from "../../../src/portals/session/connection.ts";
import { type FakeSession, FakeSink } from "../web/fake_sink.ts";

/** A client of the protocol under test, as its user sees it. */
export interface SuiteClient {
  /** Types one line. */
  type(line: string): Promise<void>;
  /** Waits until this text is shown; what came before it is not looked at again. */
  until(text: string): Promise<void>;
  /** Waits until what is typed is hidden, or shown again. */
  untilTyping(mode: "hidden" | "shown"): Promise<void>;
  /** Makes the window this wide, and tells so in the protocol's own way. */
  resize(columns: number): Promise<void>;
  /** Waits until the other side has ended the connection. */
  ended(): Promise<void>;
  /** Is gone from one moment to the next. */
  vanish(): void;
}

/** The protocol under test, with a clock that the suite moves. */
export interface SuitePortal {
  /** What the sessions of this protocol are called. */
  readonly protocolKey: "loopback" | "telnet" | "ssh" | "websocket";
  connect(): Promise<SuiteClient>;
  /** Moves time on. */
  advance(ms: number): void;
  /** Stops, ending what is left. */
  close(): Promise<void>;
}

/** Opens the protocol under test. */
export type OpenPortal = (sink: ConnectionSink) => Promise<SuitePortal>;

/** Longer than any portal waits for a client's abilities. */
const SETTLED_MS = 1_500;

interface Visit {
  readonly client: SuiteClient;
  readonly session: FakeSession;
  readonly connection: ProtocolConnection;
  readonly portal: SuitePortal;
  readonly sink: FakeSink;
}

/**
 * Registers the tests that every protocol has to pass: what a ProtocolConnection does and tells.
 *
 * @param name The protocol's name in the tests' names.
 * @param open Opens it.
 */
export function portalConformance(name: string, open: OpenPortal): void {
  const test = (sentence: string, visit: (visit: Visit) => Promise<void>) => {
    Deno.test(`4.1 ${name} ${sentence}`, () => visited(open, visit));
  };

  Deno.test(`4.3 ${name} tells its protocol key`, () =>
    visited(open, ({ connection, portal }) => {
      assert.equal(connection.protocolKey, portal.protocolKey);
      return Promise.resolve();
    }));

  test("tells who has come, and that input may flow, once", async (visit) => {
    const { connection, session, client } = await settled(visit);
    assert.equal(connection.address, "127.0.0.1");
    assert.equal(session.flags.utf8 ?? true, true);
    visit.portal.advance(SETTLED_MS);
    await client.type("look");
    await session.nextOf("line");
    assert.deepEqual(session.waiting().filter(({ kind }) => kind === "settled"), []);
  });

  test("passes on typed lines in order, without their line ends", async (visit) => {
    const { session, client } = await settled(visit);
    for (const line of ["look", "", "say  two  blanks ", "|rHällo 👋"]) await client.type(line);
    assert.equal((await session.nextOf("line")).line, "look");
    assert.equal((await session.nextOf("line")).line, "");
    assert.equal((await session.nextOf("line")).line, "say  two  blanks ");
    assert.equal((await session.nextOf("line")).line, "|rHällo 👋");
  });

  test("shows text and prompts, and drops a message that no client understands", async (visit) => {
    const { connection, client } = await settled(visit);
    connection.deliver([
      ["text", ["You are in |ra red|n room."], {}],
      ["no_such_message", [1], {}],
      ["prompt", ["What now? "], {}],
    ], new SharedRender());
    await client.until("You are in a red room.");
    await client.until("What now?");
  });

  test("hides what is typed in secret mode, and shows it again after", async (visit) => {
    const { connection, session, client } = await settled(visit);
    connection.deliver([["prompt", ["Password: "], { secret: true }]], new SharedRender());
    connection.setInputMode("secret");
    await client.until("Password:");
    await client.untilTyping("hidden");
    await client.type("sesame-street");
    assert.equal((await session.nextOf("line")).line, "sesame-street");
    connection.setInputMode("normal");
    await client.untilTyping("shown");
  });

  test("reports what the client tells about itself", async (visit) => {
    const { session, client } = await settled(visit);
    await client.resize(132);
    for (;;) {
      const { flags } = await session.nextOf("flags");
      if (flags.screenWidth === 132) break;
    }
  });

  test("takes changeFlags() and does not report it back", async (visit) => {
    const { connection, session, client } = await settled(visit);
    connection.changeFlags({ noColor: true, screenWidth: 100 });
    connection.deliver([["text", ["|rplain|n now"], {}]], new SharedRender());
    await client.until("plain now");
    assert.deepEqual(session.waiting().filter(({ kind }) => kind === "flags"), []);
  });

  test("shows what came before disconnect(), then its text, then ends, once", async (visit) => {
    const { connection, session, client } = await settled(visit);
    connection.deliver([["text", ["Your last words."], {}]], new SharedRender());
    connection.disconnect("booted", "Out with you!");
    connection.disconnect("idle", "You never read this.");
    await client.until("Your last words.");
    await client.until("Out with you!");
    await client.ended();
    assert.equal((await session.nextOf("closed")).reason, "booted");
    await isOver(visit);
  });

  test("tells once that a client has vanished, and hears nothing of it any more", async (visit) => {
    const { session, client } = await settled(visit);
    client.vanish();
    assert.equal((await session.nextOf("closed")).reason, "client_closed");
    await isOver(visit);
  });

  test("tells that a client has vanished before it settled", async (visit) => {
    visit.client.vanish();
    assert.equal((await visit.session.nextOf("closed")).reason, "client_closed");
    visit.portal.advance(SETTLED_MS);
    await isOver(visit);
  });

  test("ends what is left when the portal closes, as a shutdown", async (visit) => {
    const { session, client, portal } = await settled(visit);
    const ended = client.ended();
    await portal.close();
    await ended;
    assert.equal((await session.nextOf("closed")).reason, "shutdown");
    await isOver(visit);
  });

  test("serves each client, whatever becomes of another", async (visit) => {
    const { connection, session, client, portal, sink } = await settled(visit);
    const other = await portal.connect();
    const others = await settled({ ...visit, client: other, session: await sink.session() });
    const shared = new SharedRender();
    connection.deliver([["text", ["for |rboth|n"], {}]], shared);
    others.session.connection.deliver([["text", ["for |rboth|n"], {}]], shared);
    await client.until("for both");
    await other.until("for both");
    client.vanish();
    await session.nextOf("closed");
    await other.type("still here");
    assert.equal((await others.session.nextOf("line")).line, "still here");
  });

  Deno.test(`4.1 ${name} ends a connection that is refused`, async () => {
    const sink = new FakeSink();
    sink.refusal = "too_many_connections" satisfies CloseReason;
    const portal = await open(sink);
    const client = await portal.connect();
    await client.ended();
    await portal.close();
  });
}

async function visited(open: OpenPortal, visit: (visit: Visit) => Promise<void>): Promise<void> {
  const sink = new FakeSink();
  const portal = await open(sink);
  try {
    const client = await portal.connect();
    const session = await sink.session();
    await visit({ client, session, connection: session.connection, portal, sink });
  } finally {
    await portal.close();
  }
}

async function settled(visit: Visit): Promise<Visit> {
  visit.portal.advance(SETTLED_MS);
  await visit.session.nextOf("settled");
  return visit;
}

/** Checks that nothing more is told of a connection that has ended, whatever is said to it. */
async function isOver({ connection, session, portal }: Visit): Promise<void> {
  connection.deliver([["text", ["too late"], {}]], new SharedRender());
  connection.setInputMode("secret");
  connection.changeFlags({ noColor: true });
  connection.disconnect("quit", "too late");
  await portal.close();
  assert.deepEqual(session.waiting(), []);
}
