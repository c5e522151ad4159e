import { Deflate } from "../../src/portals/telnet/deflate.ts";
import { CompressedSessions } from "../../src/portals/telnet/options/mccp2.ts";
import { ManualClock } from "../../src/core/clock.ts";
import { Trace } from "../../src/core/trace/trace.ts";
import { SharedRender } from "../../src/portals/render/shared_render.ts";
import { renderAnsi, renderWay } from "../../src/portals/render/ansi.ts";
import type { ConnectionSink } from "../../src/portals/session/connection.ts";
import { COMMAND, OPTION } from "../../src/portals/telnet/telnet_bytes.ts";
import { TelnetConnection } from "../../src/portals/telnet/telnet_connection.ts";
import type { ByteStream } from "../../src/portals/telnet/byte_stream.ts";

const [name = "idle", count = "500"] = Deno.args;
const SESSIONS = Number(count);
const { IAC, DO, WONT } = COMMAND;

/** A peer that says what it is given and then nothing more, until it is closed. */
function peer(said: readonly number[]): ByteStream {
  const { promise, resolve } = Promise.withResolvers<null>();
  let hasSaid = false;
  return {
    read(into) {
      if (hasSaid) return promise;
      hasSaid = true;
      into.set(said);
      return Promise.resolve(said.length);
    },
    write: (bytes) => Promise.resolve(bytes.length),
    closeWrite: () => Promise.resolve(),
    close: () => resolve(null),
  };
}

const sink: ConnectionSink = {
  connect: () => ({
    kind: "accepted",
    sessid: 1,
    events: {
      settled() {},
      flags() {},
      line() {},
      calls() {},
      alive() {},
      closed() {},
    },
  }),
};

async function kibPerSession(said: readonly number[]): Promise<number> {
  const clock = new ManualClock();
  const compressed = new CompressedSessions(SESSIONS);
  const settings = {
    clock,
    trace: new Trace(() => clock.now()),
    renderer: { way: renderWay, render: renderAnsi },
    limits: {
      lineCharacters: 6000,
      historyLines: 100,
      outboundBytes: 1_000_000,
      gmcp: { bytes: 65_536, depth: 32, packages: 200, perSecond: 80 },
    },
    characterMode: "asked" as const,
    ...{ settleMs: 0, keepAliveMs: 0, compressed, ports: () => ({}) },
  };
  const before = resident();
  const open: TelnetConnection[] = [];
  for (let i = 0; i < SESSIONS; i++) {
    const connection = new TelnetConnection(peer(said), "192.0.2.1", settings);
    void connection.run(sink);
    open.push(connection);
  }
  await settled();
  for (const connection of open) {
    connection.deliver([["text", ["A room."], {}]], new SharedRender());
  }
  await Promise.all(open.map((connection) => connection.flushed()));
  const used = (resident() - before) / SESSIONS / 1024;
  console.log(`  of ${SESSIONS} sessions ${compressed.count} are compressed`);
  await Promise.all(open.map((connection) => connection.shutDown("shutdown")));
  return used;
}

async function kibPerStream(): Promise<number> {
  const before = resident();
  const streams = Array.from({ length: SESSIONS }, () => new Deflate(() => {}));
  for (const stream of streams) await stream.pass(new TextEncoder().encode("A room.\r\n"));
  const used = (resident() - before) / SESSIONS / 1024;
  for (const stream of streams) stream.close();
  return used;
}

function resident(): number {
  return Deno.memoryUsage().rss;
}

function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 500));
}

const idle = [IAC, WONT, OPTION.TTYPE];
const measured = {
  idle: () => kibPerSession(idle),
  character: () => kibPerSession([...idle, IAC, DO, OPTION.SGA]),
  mccp2: () => kibPerSession([...idle, IAC, DO, OPTION.MCCP2]),
  zlib: kibPerStream,
};
const measure = Object.entries(measured).find(([key]) => key === name)?.[1] ?? measured.idle;
console.log(`${name}: ${Math.round(await measure())} KiB each`);
