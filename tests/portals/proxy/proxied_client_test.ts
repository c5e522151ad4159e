import assert from "node:assert/strict";
import { ManualClock } from "../../../src/core/clock.ts";
import { Trace, type TraceEvent } from "../../../src/core/trace/trace.ts";
import { RecordingSink } from "../../../src/portals/conformance/recording_sink.ts";
import { PROXY_HEADER_MS } from "../../../src/portals/proxy/proxied_client.ts";
import { TrustedProxies } from "../../../src/portals/proxy/trusted_proxies.ts";
import { listenTelnet } from "../../../src/portals/telnet/listen_telnet.ts";
import { LIMITS } from "../telnet/telnet_lab.ts";
import { readAll, sayPlainly } from "../tls/tls_fixture.ts";

const HEADER = "PROXY TCP4 192.0.2.7 10.0.0.1 12345 4000\r\n";
const V2_HEADER = "\r\n\r\n\x00\r\nQUIT\n\x21\x11\x00\x14" +
  "\xc0\x00\x02\x07\x0a\x00\x00\x01\x30\x39\x0f\xa0" + "\x20\x00\x05\x01\x00\x00\x00\x00";

/** A telnet portal that believes these proxies. */
async function open(trusted: readonly string[]) {
  const clock = new ManualClock();
  const trace = new Trace();
  const sink = new RecordingSink();
  const portal = await listenTelnet({
    ...{ hostname: "127.0.0.1", port: 0, sink, clock, trace, limits: LIMITS },
    ...{ settleMs: 400, keepAliveMs: 0, ports: () => ({}) },
    proxies: new TrustedProxies(trusted),
  });
  return {
    ...{ portal, clock, sink },
    event(kind: string): Promise<TraceEvent> {
      const { promise, resolve } = Promise.withResolvers<TraceEvent>();
      const reading = trace.read((event) => event.kind === kind && resolve(event));
      return promise.finally(() => reading[Symbol.dispose]());
    },
    [Symbol.asyncDispose]: () => portal.close(),
  };
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

for (
  const [version, header, flags] of [[1, HEADER, {}], [2, V2_HEADER, { secure: true }]] as const
) {
  Deno.test(`behindProxies() takes the client that a trusted proxy names (version ${version})`, async () => {
    await using lab = await open(["127.0.0.0/8"]);
    using socket = await Deno.connect({ hostname: "127.0.0.1", port: lab.portal.port });
    await socket.write(latin1(`${header}look\r\n`));
    const session = await lab.sink.session();
    assert.equal(session.connection.address, "192.0.2.7");
    assert.deepEqual(session.flags, flags);
    assert.equal((await session.nextOf("line")).line, "look");
  });
}

Deno.test("behindProxies() reads a header that comes byte by byte", async () => {
  await using lab = await open(["127.0.0.1"]);
  using socket = await Deno.connect({ hostname: "127.0.0.1", port: lab.portal.port });
  for (const byte of latin1(HEADER)) await socket.write(Uint8Array.of(byte));
  assert.equal((await lab.sink.session()).connection.address, "192.0.2.7");
});

Deno.test("behindProxies() refuses a trusted proxy that does not say who its client is", async () => {
  await using lab = await open(["127.0.0.1"]);
  const refused = lab.event("proxy:refused");
  assert.equal(await sayPlainly(lab.portal.port, "look\r\n"), "");
  const { level, data } = await refused;
  assert.deepEqual([level, data], ["warn", {
    address: "127.0.0.1",
    why: "there must be a PROXY header first",
  }]);
});

Deno.test("behindProxies() waits for a header, but not for ever", async () => {
  await using lab = await open(["127.0.0.1"]);
  const refused = lab.event("proxy:refused");
  using socket = await Deno.connect({ hostname: "127.0.0.1", port: lab.portal.port });
  await socket.write(latin1("PRO"));
  // A second client is served, so the first has been accepted and is waited for.
  using second = await Deno.connect({ hostname: "127.0.0.1", port: lab.portal.port });
  await second.write(latin1(HEADER));
  await lab.sink.session();
  lab.clock.advance(PROXY_HEADER_MS);
  assert.match(String((await refused).data?.why), /in time/);
  assert.equal(await readAll(socket), "");
});

for (const header of [HEADER, V2_HEADER]) {
  Deno.test(`behindProxies() refuses a header from anybody else (${header.slice(0, 5).trim() || "version 2"})`, async () => {
    await using lab = await open(["10.0.0.0/8"]);
    const refused = lab.event("telnet:wrong_port");
    assert.match(await sayPlainly(lab.portal.port, latin1(header)), /takes no PROXY header/);
    assert.deepEqual((await refused).data?.spoken, "proxy");
  });
}
