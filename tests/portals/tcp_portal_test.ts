import assert from "node:assert/strict";
import { connect } from "node:net";
import { systemClock } from "../../src/core/clock.ts";
import { type ServedClient, TcpPortal } from "../../src/portals/tcp_portal.ts";

interface Served {
  readonly portal: TcpPortal;
  readonly errors: string[];
}

/** Opens a portal whose clients are made by a function, in the order in which they come. */
function open(
  serve: (socket: Deno.TcpConn, nth: number) => ServedClient,
  listener = Deno.listen({ hostname: "127.0.0.1", port: 0 }),
): Served {
  const errors: string[] = [];
  let count = 0;
  const portal = new TcpPortal({
    protocolKey: "test",
    listener,
    clock: systemClock,
    serve: (socket) => serve(socket, count++),
    onError: (what, error) => errors.push(`${what}: ${error}`),
  });
  return { portal, errors };
}

/** Says hello and hangs up. */
function greeter(socket: Deno.TcpConn): ServedClient {
  return {
    async run() {
      await socket.write(new TextEncoder().encode("hello"));
      socket.close();
    },
    shutDown: () => Promise.resolve(),
  };
}

async function read(port: number): Promise<string> {
  using socket = await Deno.connect({ hostname: "127.0.0.1", port });
  return await new Response(socket.readable).text();
}

Deno.test("crash 12. TcpPortal serves on when a client's run() throws, and shuts that client down", async () => {
  const reasons: string[] = [];
  const { portal, errors } = open((socket, nth) =>
    nth > 0 ? greeter(socket) : {
      run: () => Promise.reject(new Error("no ink")),
      shutDown(reason) {
        reasons.push(reason);
        socket.close();
        return Promise.reject(new Error("no end"));
      },
    }
  );
  assert.equal(await read(portal.port), "");
  assert.equal(await read(portal.port), "hello");
  await portal.close();
  assert.deepEqual(reasons, ["server_error"]);
  assert.deepEqual(errors, ["client: Error: no ink", "client: Error: no end"]);
});

Deno.test("TcpPortal.close() ends who is left, though one of them throws", async () => {
  const ended = Promise.withResolvers<void>();
  const { portal, errors } = open((socket, nth) => ({
    async run() {
      await socket.write(new TextEncoder().encode("hello"));
      await ended.promise;
    },
    shutDown(reason) {
      socket.close();
      if (nth === 0) throw new Error(`stuck at ${reason}`);
      ended.resolve();
      return Promise.resolve();
    },
  }));
  const clients = [await connected(portal.port), await connected(portal.port)];
  await portal.close();
  for (const client of clients) client.close();
  assert.deepEqual(errors, ["client: Error: stuck at shutdown"]);
});

Deno.test("TcpPortal serves the next client at once when others are gone before they are accepted", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  for (let count = 0; count < 3; count++) await vanish(listener.addr.port);
  const { portal, errors } = open(greeter, listener);
  assert.equal(await read(portal.port), "hello");
  await portal.close();
  assert.deepEqual(errors, []);
});

/** Connects and resets the connection. */
async function vanish(port: number): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.once("connect", () => socket.resetAndDestroy());
  await closed;
}

/** Connects, and waits until the portal serves. */
async function connected(port: number): Promise<Deno.TcpConn> {
  const socket = await Deno.connect({ hostname: "127.0.0.1", port });
  assert.equal(await socket.read(new Uint8Array(5)), 5);
  return socket;
}
