import assert from "node:assert/strict";
import type { Call } from "../../core/boundary/messages.ts";
import { SharedRender } from "../render/shared_render.ts";
import type { ConnectionSink, ProtocolConnection } from "../session/connection.ts";
import type { ConformanceClient, TestedPortal } from "./tested_portal.ts";
import { type RecordedSession, RecordingSink } from "./recording_sink.ts";

/**
 * What a protocol has no means for: hiding what is typed, telling the window's size, more than one
 * line in a connection.
 */
export type Inability = "hide typing" | "resize" | "converse";

/** What of the tests does not apply. */
export interface ConformanceOptions {
  /** What the protocol has no means for; such tests are ignored, by name. */
  readonly cannot?: readonly Inability[];
}

/** One test. */
export interface ConformanceCase {
  /** A sentence about a connection of the protocol. */
  readonly name: string;
  /** Whether it does not apply. */
  readonly ignore: boolean;
  /** Runs it; rejects when the portal does not pass. */
  run(): Promise<void>;
}

/** Longer than any portal waits for a client's abilities, in milliseconds. */
const SETTLED_MS = 1_500;

interface Visit {
  readonly client: ConformanceClient;
  readonly session: RecordedSession;
  readonly connection: ProtocolConnection;
  readonly portal: TestedPortal;
  readonly sink: RecordingSink;
}

type Open = (sink: ConnectionSink) => Promise<TestedPortal>;

interface VisitCase {
  readonly name: string;
  readonly needs?: Inability;
  readonly visit: (visit: Visit) => Promise<void>;
}

/**
 * Returns the tests that every protocol has to pass: what a ProtocolConnection does, and what it
 * tells. Each opens the portal anew.
 *
 * @param open Opens the protocol under test, on a free port, and reports to the sink it is given.
 * @param options What of the tests does not apply.
 *
 * @example Register them with `deno test`
 * ```ts
 * import { portalConformance, type TestedPortal } from "@vestibule/core/portal/conformance";
 * import assert from "node:assert/strict";
 *
 * const open = (): Promise<TestedPortal> => Promise.reject(new Error("Write this one yourself"));
 * const cases = portalConformance(open, { cannot: ["resize"] });
 *
 * // for (const { name, ignore, run: fn } of cases) Deno.test({ name, ignore, fn });
 * assert.equal(cases.filter(({ ignore }) => ignore).length, 1);
 * ```
 */
export function portalConformance(
  open: (sink: ConnectionSink) => Promise<TestedPortal>,
  { cannot = [] }: ConformanceOptions = {},
): readonly ConformanceCase[] {
  const cases = VISITS.map(({ name, needs, visit }) => ({
    name,
    ignore: needs !== undefined && cannot.includes(needs),
    run: () => visited(open, visit),
  }));
  const name = "ends a connection that is refused";
  return [...cases, { name, ignore: false, run: () => refused(open) }];
}

const VISITS: readonly VisitCase[] = [
  { name: "tells its protocol key", visit: tellsItsKey },
  { name: "tells who has come, and that input may flow, once", visit: tellsWhoHasCome },
  { name: "passes on a typed line, without its line end", visit: passesOnALine },
  { name: "passes on typed lines in order", needs: "converse", visit: passesOnLines },
  { name: "shows text and prompts, and drops what no client understands", visit: showsText },
  { name: "is not upset by calls that make no sense", visit: bearsNonsense },
  {
    name: "hides what is typed in secret mode, and shows it again after",
    needs: "hide typing",
    visit: hidesTyping,
  },
  { name: "reports what the client tells about itself", needs: "resize", visit: reportsFlags },
  { name: "takes changeFlags() and does not report it back", visit: takesFlags },
  {
    name: "shows what came before disconnect(), then its text, then ends, once",
    visit: saysGoodbye,
  },
  { name: "tells once that a client has vanished, and hears nothing of it after", visit: vanishes },
  { name: "tells that a client has vanished before it settled", visit: vanishesEarly },
  { name: "ends what is left when the portal closes, as a shutdown", visit: shutsDown },
  { name: "serves each client, whatever becomes of another", visit: servesEach },
];

function tellsItsKey({ connection, portal }: Visit): Promise<void> {
  assert.equal(connection.protocolKey, portal.protocolKey);
  return Promise.resolve();
}

async function tellsWhoHasCome(visit: Visit): Promise<void> {
  const { connection, session } = await settled(visit);
  assert.equal(connection.address, "127.0.0.1");
  assert.equal(session.flags.utf8 ?? true, true);
  visit.portal.advance(SETTLED_MS);
  await typesOne(visit, "look");
  assert.deepEqual(session.waiting().filter(({ kind }) => kind === "settled"), []);
}

async function passesOnALine(visit: Visit): Promise<void> {
  await typesOne(await settled(visit), "|rHällo 👋");
}

async function passesOnLines(visit: Visit): Promise<void> {
  const { session, client, portal } = await settled(visit);
  const lines = ["look", "", "say  two  blanks ", "|rHällo 👋"];
  for (const line of lines) await client.type(line);
  for (const line of lines) assert.equal((await session.nextOf("line")).line, heard(portal, line));
}

async function showsText(visit: Visit): Promise<void> {
  const { connection, client } = await settled(visit);
  connection.deliver([
    text("You are in |ra red|n room."),
    ["no_such_message", [1], {}],
    ["prompt", ["What now? "], {}],
  ], new SharedRender());
  await client.until("You are in a red room.");
  await client.until("What now?");
}

async function bearsNonsense(visit: Visit): Promise<void> {
  const { connection, client } = await settled(visit);
  connection.deliver([["text", [], {}], ["prompt", [7], {}], ["", [], {}]], new SharedRender());
  connection.deliver([], new SharedRender());
  connection.changeFlags({});
  connection.deliver([text("All is well.")], new SharedRender());
  await client.until("All is well.");
}

async function hidesTyping(visit: Visit): Promise<void> {
  const { connection, session, client, portal } = await settled(visit);
  connection.deliver([["prompt", ["Password: "], { secret: true }]], new SharedRender());
  connection.setInputMode("secret");
  await client.until("Password:");
  await means(client.untilTyping, "untilTyping").call(client, "hidden");
  await client.type("sesame-street");
  assert.equal((await session.nextOf("line")).line, heard(portal, "sesame-street"));
  connection.setInputMode("normal");
  await means(client.untilTyping, "untilTyping").call(client, "shown");
}

async function reportsFlags(visit: Visit): Promise<void> {
  const { session, client } = await settled(visit);
  await means(client.resize, "resize").call(client, 132);
  for (;;) {
    const { flags } = await session.nextOf("flags");
    if (flags.screenWidth === 132) break;
  }
}

async function takesFlags(visit: Visit): Promise<void> {
  const { connection, session, client } = await settled(visit);
  connection.changeFlags({ noColor: true, screenWidth: 100 });
  connection.deliver([text("|rplain|n now")], new SharedRender());
  await client.until("plain now");
  assert.deepEqual(session.waiting().filter(({ kind }) => kind === "flags"), []);
}

async function saysGoodbye(visit: Visit): Promise<void> {
  const { connection, session, client } = await settled(visit);
  connection.deliver([text("Your last words.")], new SharedRender());
  connection.disconnect("booted", "Out with you!");
  connection.disconnect("idle", "You never read this.");
  await client.until("Your last words.");
  await client.until("Out with you!");
  await client.ended();
  assert.equal((await session.nextOf("closed")).reason, "booted");
  await isOver(visit);
}

async function vanishes(visit: Visit): Promise<void> {
  const { session, client } = await settled(visit);
  client.vanish();
  assert.equal((await session.nextOf("closed")).reason, "client_closed");
  await isOver(visit);
}

async function vanishesEarly(visit: Visit): Promise<void> {
  visit.client.vanish();
  assert.equal((await visit.session.nextOf("closed")).reason, "client_closed");
  visit.portal.advance(SETTLED_MS);
  await isOver(visit);
}

async function shutsDown(visit: Visit): Promise<void> {
  const { session, client, portal } = await settled(visit);
  const ended = client.ended();
  await portal.close();
  await ended;
  assert.equal((await session.nextOf("closed")).reason, "shutdown");
  await isOver(visit);
}

async function servesEach(visit: Visit): Promise<void> {
  const { connection, session, client, portal, sink } = await settled(visit);
  const other = await portal.connect();
  const others = await settled({ ...visit, client: other, session: await sink.session() });
  const shared = new SharedRender();
  connection.deliver([text("for |rboth|n")], shared);
  others.session.connection.deliver([text("for |rboth|n")], shared);
  await client.until("for both");
  await other.until("for both");
  client.vanish();
  await session.nextOf("closed");
  await typesOne(others, "still here");
}

async function refused(open: Open): Promise<void> {
  const sink = new RecordingSink();
  sink.refusal = "too_many_connections";
  const portal = await open(sink);
  const client = await portal.connect();
  await client.ended();
  await portal.close();
}

async function visited(open: Open, visit: (visit: Visit) => Promise<void>): Promise<void> {
  const sink = new RecordingSink();
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

async function typesOne({ client, session, portal }: Visit, line: string): Promise<void> {
  await client.type(line);
  assert.equal((await session.nextOf("line")).line, heard(portal, line));
}

function heard(portal: TestedPortal, typed: string): string {
  return portal.heard?.(typed) ?? typed;
}

function text(markup: string): Call {
  return ["text", [markup], {}];
}

function means<Means>(found: Means | undefined, name: string): Means {
  if (found !== undefined) return found;
  throw new TypeError(
    `Cannot test a portal as its client must have ${name}(): it has not. Write it, or say in ` +
      '"cannot" what the protocol has no means for',
  );
}

/** Checks that nothing more is told of a connection that has ended, whatever is said to it. */
async function isOver({ connection, session, portal }: Visit): Promise<void> {
  connection.deliver([text("too late")], new SharedRender());
  connection.setInputMode("secret");
  connection.changeFlags({ noColor: true });
  connection.disconnect("quit", "too late");
  await portal.close();
  assert.deepEqual(session.waiting(), []);
}
