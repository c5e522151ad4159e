import assert from "node:assert/strict";
import { isIPv4 } from "node:net";
import { lanAddress } from "../../src/cli/lan_address.ts";
import { freePort } from "../../src/cli/ports.ts";
import { loadStdNet } from "../../src/cli/std_net.ts";
import { ManualClock } from "../../src/core/clock.ts";

const HOST = "127.0.0.1";

/** What `@std/net` would be, with these answers. */
function stdNet(port: unknown, address: unknown = undefined): () => Promise<unknown> {
  return () => Promise.resolve({ getAvailablePort: () => port, getNetworkAddress: () => address });
}

function unreachable(): Promise<unknown> {
  return Promise.reject(new TypeError("unreachable"));
}

function listen(): Deno.TcpListener {
  return Deno.listen({ port: 0, hostname: HOST });
}

Deno.test("freePort() returns the preferred port when it is free", async () => {
  const listener = listen();
  const { port } = listener.addr;
  listener.close();
  const load = () => assert.fail("nothing is to be imported");
  assert.equal(await freePort(port, { host: HOST, clock: new ManualClock(), load }), port);
});

Deno.test("freePort() finds another port by itself when JSR cannot be reached", async () => {
  using taken = listen();
  const options = { host: HOST, clock: new ManualClock(), load: unreachable };
  const port = await freePort(taken.addr.port, options);
  assert.notEqual(port, taken.addr.port);
  using _listener = Deno.listen({ port, hostname: HOST });
});

Deno.test("freePort() finds another port beyond the highest one", async () => {
  using taken = tryListen(65_535);
  assert.ok(taken);
  const options = { host: HOST, clock: new ManualClock(), load: unreachable };
  const port = await freePort(65_535, options);
  assert.ok(port > 0 && port < 65_535);
});

Deno.test("freePort() leaves alone what another portal wants", async () => {
  const free = listen();
  const { port } = free.addr;
  free.close();
  const options = { host: HOST, clock: new ManualClock(), load: unreachable, except: [port] };
  assert.notEqual(await freePort(port, options), port);
});

Deno.test("freePort() takes the port that @std/net offers", async () => {
  using taken = listen();
  const offer = listen();
  const { port } = offer.addr;
  offer.close();
  const options = { host: HOST, clock: new ManualClock(), load: stdNet(port) };
  assert.equal(await freePort(taken.addr.port, options), port);
});

Deno.test("freePort() goes on by itself when @std/net offers nothing of use", async () => {
  using taken = listen();
  for (const offer of [taken.addr.port, "4000", -1, undefined]) {
    const options = { host: HOST, clock: new ManualClock(), load: stdNet(offer) };
    assert.notEqual(await freePort(taken.addr.port, options), taken.addr.port);
  }
});

Deno.test("freePort() refuses an address that is not this machine's", async () => {
  const options = { host: "192.0.2.1", clock: new ManualClock(), load: unreachable };
  await assert.rejects(freePort(4000, options), Deno.errors.AddrNotAvailable);
});

Deno.test("loadStdNet() waits 300 ms and no longer", async () => {
  const clock = new ManualClock();
  const loading = loadStdNet({ clock, load: () => new Promise(() => {}) });
  let isOver = false;
  const watched = loading.then(() => isOver = true);
  clock.advance(299);
  await Promise.resolve();
  assert.equal(isOver, false);
  clock.advance(1);
  await watched;
  assert.equal(await loading, undefined);
});

Deno.test("loadStdNet() refuses a module that is not what it was", async () => {
  const clock = new ManualClock();
  const load = () => Promise.resolve({ getAvailablePort: 4000 });
  assert.equal(await loadStdNet({ clock, load }), undefined);
});

Deno.test("lanAddress() takes what @std/net says", async () => {
  const load = stdNet(0, "192.168.1.7");
  assert.equal(await lanAddress({ clock: new ManualClock(), load }), "192.168.1.7");
});

Deno.test("lanAddress() finds the first address that others can reach", async () => {
  const addresses = ["127.0.0.1", "::1", "169.254.3.4", "10.0.0.5", "10.0.0.6"];
  const interfaces = () =>
    addresses.map((address) => ({ address, family: isIPv4(address) ? "IPv4" : "IPv6" }));
  const options = { clock: new ManualClock(), load: unreachable, interfaces };
  assert.equal(await lanAddress(options), "10.0.0.5");
});

Deno.test("lanAddress() returns undefined on a machine without a network", async () => {
  const options = { clock: new ManualClock(), load: stdNet(0, ""), interfaces: () => [] };
  assert.equal(await lanAddress(options), undefined);
});

Deno.test("lanAddress() reads this machine's interfaces unless told otherwise", async () => {
  const address = await lanAddress({ clock: new ManualClock(), load: unreachable });
  assert.ok(address === undefined || isIPv4(address));
});

/** Listens on a port, or on none when another program of this machine holds it already. */
function tryListen(port: number): Disposable {
  try {
    return Deno.listen({ port, hostname: HOST });
  } catch (error) {
    assert.ok(error instanceof Deno.errors.AddrInUse);
    return { [Symbol.dispose]() {} };
  }
}
