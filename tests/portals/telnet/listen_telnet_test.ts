import assert from "node:assert/strict";
import { ManualClock } from "../../../src/core/clock.ts";
import { Trace } from "../../../src/core/trace/trace.ts";
import { SharedRender } from "../../../src/portals/render/shared_render.ts";
import type { Portal, ProtocolConnection } from "../../../src/portals/session/connection.ts";
import { listenTelnet, telnetPortal } from "../../../src/portals/telnet/listen_telnet.ts";
import type { TelnetSettings } from "../../../src/portals/telnet/telnet_settings.ts";
import { COMMAND, OPTION } from "../../../src/portals/telnet/telnet_bytes.ts";
import { measured, stopwatch } from "../../reliability/measured.ts";
import { bytes, latin1, RecordingSink } from "./fake_peer.ts";
import { LIMITS, prompt, text } from "./telnet_lab.ts";

const { IAC, DO, WILL, SB, SE, GA } = COMMAND;
const { ECHO, MSSP, TIMING_MARK, TTYPE } = OPTION;

function listen(
  sink: RecordingSink,
  port = 0,
  settings: Partial<TelnetSettings> = {},
): Promise<Portal> {
  return listenTelnet({
    hostname: "127.0.0.1",
    port,
    sink,
    clock: new ManualClock(),
    trace: new Trace(),
    limits: LIMITS,
    settleMs: 400,
    offerMs: 0,
    keepAliveMs: 60_000,
    ports: () => ({ webPort: 4001 }),
    ...settings,
  });
}

/** A socket that is read until it shows something. */
class Client implements AsyncDisposable {
  readonly #socket: Deno.TcpConn;
  #seen = "";

  constructor(socket: Deno.TcpConn) {
    this.#socket = socket;
  }

  static async connect(portal: Portal): Promise<Client> {
    return new Client(await Deno.connect({ hostname: "127.0.0.1", port: portal.port }));
  }

  async send(...parts: readonly (string | number)[]): Promise<void> {
    await this.#socket.write(bytes(...parts));
  }

  async waitFor(wanted: string): Promise<void> {
    while (!this.#seen.includes(wanted)) {
      if (!await this.#read()) assert.fail(`No ${wanted} in ${JSON.stringify(this.#seen)}`);
    }
  }

  /** Reads to the end and returns all that came. */
  async readAll(): Promise<string> {
    while (await this.#read());
    return this.#seen;
  }

  close(): void {
    this.#socket.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#socket.closeWrite().catch(() => {});
    await this.readAll().catch(() => {});
    this.#socket.close();
  }

  async #read(): Promise<boolean> {
    const buffer = new Uint8Array(65_536);
    const count = await this.#socket.read(buffer);
    if (count === null) return false;
    this.#seen += latin1(buffer.subarray(0, count));
    return true;
  }
}

/** A sink that greets, asks for a password, and says what it was told. */
class Doorkeeper extends RecordingSink {
  connection: ProtocolConnection | undefined;
  readonly left = Promise.withResolvers<void>();
  override onConnect = (connection: ProtocolConnection): void => {
    this.connection = connection;
  };
  override onClosed = (): void => this.left.resolve();
  override onLine = (line: string): void => {
    if (line === "quit") return this.connection?.disconnect("quit", "|rGoodbye.|n");
    if (line !== "login") {
      return this.connection?.deliver([text(`You said ${line}`)], new SharedRender());
    }
    this.connection?.setInputMode("secret");
    this.connection?.deliver([prompt("Password: ")], new SharedRender());
  };
}

Deno.test("listenTelnet() serves a client from the first byte to the last", async () => {
  const sink = new Doorkeeper();
  const portal = await listen(sink);
  const client = await Client.connect(portal);
  await client.waitFor(latin1([IAC, DO, TTYPE]));
  await client.send(IAC, WILL, TTYPE);
  await client.waitFor(latin1([IAC, SB, TTYPE, 1, IAC, SE]));
  await client.send(IAC, SB, TTYPE, 0, "MTTS 1", IAC, SE, "hällo\r\n");
  await client.waitFor(latin1(bytes("You said hällo\r\n")));
  await client.send("quit\r\n");
  assert.match(await client.readAll(), /\[[0-9;]*mGoodbye\..\[0?m\r\n$/);
  assert.equal(sink.connection?.address, "127.0.0.1");
  client.close();
  await portal.close();
  assert.deepEqual(sink.closed, ["quit"]);
});

Deno.test("listenTelnet() notices a client that vanishes in the middle of a password", async () => {
  const sink = new Doorkeeper();
  const portal = await listen(sink);
  const client = await Client.connect(portal);
  await client.send(IAC, WILL, TTYPE, "login\r\n");
  await client.waitFor(latin1(bytes(IAC, WILL, ECHO, "Password: ", IAC, GA)));
  await client.send("swordf");
  client.close();
  await sink.left.promise;
  assert.deepEqual([sink.closed, sink.lines], [["client_closed"], ["login"]]);
  sink.connection?.deliver([text("anybody?")], new SharedRender());
  sink.connection?.disconnect("quit", null);
  await portal.close();
});

Deno.test("listenTelnet() tells a refused client why and closes", async () => {
  const sink = new RecordingSink();
  sink.refusal = "too_many_connections";
  const portal = await listen(sink);
  const client = await Client.connect(portal);
  assert.match(await client.readAll(), /^There are too many connections now\..*\r\n$/);
  client.close();
  await portal.close();
});

Deno.test("listenTelnet() passes on that the port is taken", async () => {
  const portal = await listen(new RecordingSink());
  await assert.rejects(listen(new RecordingSink(), portal.port), Deno.errors.AddrInUse);
  await portal.close();
});

Deno.test("listenTelnet() goes on when making a session fails", async () => {
  const sink = new RecordingSink();
  sink.onConnect = () => {
    sink.onConnect = () => {};
    throw new Error("broken");
  };
  const portal = await listen(sink);
  const first = await Client.connect(portal);
  assert.match(await first.readAll(), /Something went wrong/);
  first.close();
  await using second = await Client.connect(portal);
  await second.waitFor(latin1([IAC, DO, TTYPE]));
  await portal.close();
});

Deno.test("crash 13. listenTelnet() ends the client alone whose option handler throws", async () => {
  const mssp = () => {
    throw new Error("no facts");
  };
  const portal = await listen(new RecordingSink(), 0, { mssp });
  await using clients = new AsyncDisposableStack();
  const others: Client[] = [];
  for (let count = 0; count < 20; count++) {
    const other = clients.use(await Client.connect(portal));
    await other.waitFor(latin1([IAC, DO, TTYPE]));
    others.push(other);
  }
  const client = await Client.connect(portal);
  const since = stopwatch();
  await client.send(IAC, DO, MSSP);
  assert.match(await client.readAll(), /Something went wrong/);
  const ms = since();
  client.close();
  for (const other of others) {
    await other.send(IAC, DO, TIMING_MARK);
    await other.waitFor(latin1([IAC, WILL, TIMING_MARK]));
  }
  measured("crash 13", `told and closed after ${ms} ms; ${others.length} others answered after it`);
  await using another = await Client.connect(portal);
  await another.waitFor(latin1([IAC, DO, TTYPE]));
  await portal.close();
});

Deno.test("Portal.close() says goodbye to those who are there and accepts nobody", async () => {
  const sink = new RecordingSink();
  const portal = await listen(sink);
  const client = await Client.connect(portal);
  await client.waitFor(latin1([IAC, DO, TTYPE]));
  await portal.close();
  assert.match(await client.readAll(), /shutting down/);
  client.close();
  assert.deepEqual(sink.closed, ["shutdown"]);
  await assert.rejects(Client.connect(portal));
  await portal.close();
});

Deno.test("Portal.close() ends with many clients and lines in flight", async () => {
  const sink = new RecordingSink();
  const portal = await listen(sink);
  const clients = await Promise.all(Array.from({ length: 20 }, () => Client.connect(portal)));
  await Promise.all(clients.map((client) => client.send("look\r\n".repeat(100))));
  await Promise.all(clients.map((client) => client.waitFor(latin1([IAC, DO, TTYPE]))));
  await portal.close();
  for (const client of clients) client.close();
  assert.equal(sink.closed.length, 20);
});

Deno.test("telnetPortal() goes on accepting after a failed accept", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const clock = new ManualClock();
  const failed = Promise.withResolvers<void>();
  let attempts = 0;
  const trace = new Trace();
  trace.read((event) => event.kind === "telnet:accept_failed" && failed.resolve());
  const portal = telnetPortal(
    {
      addr: listener.addr,
      accept: () =>
        attempts++ === 0 ? Promise.reject(new Error("too many files")) : listener.accept(),
      close: () => listener.close(),
    },
    new RecordingSink(),
    {
      clock,
      trace,
      limits: LIMITS,
      renderer: { way: () => "plain", render: () => "" },
      settleMs: 400,
      offerMs: 0,
      keepAliveMs: 0,
      ports: () => ({}),
    },
  );
  await failed.promise;
  clock.advance(100);
  await using client = await Client.connect(portal);
  await client.waitFor(latin1([IAC, DO, TTYPE]));
  await portal.close();
});
