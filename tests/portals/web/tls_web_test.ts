import assert from "node:assert/strict";
import { type Clock, ManualClock } from "../../../src/core/clock.ts";
import { TrustedProxies } from "../../../src/portals/proxy/trusted_proxies.ts";
import { httpsRedirect } from "../../../src/portals/web/https_redirect.ts";
import { RequestPeers } from "../../../src/portals/web/request_peer.ts";
import { NEXT_REQUEST_MS, type WebTls } from "../../../src/portals/web/tls_web.ts";
import {
  HANDSHAKE_MS,
  makeCertificate,
  readAll,
  sayPlainly,
  type TestCertificate,
} from "../tls/tls_fixture.ts";
import { withWeb } from "./web_fixture.ts";

function webTls({ context }: TestCertificate): WebTls {
  return {
    context: () => context,
    names: () => ["moss", "*.example.org"],
    pending: { inAll: 10, perAddress: 10 },
    handshakeMs: HANDSHAKE_MS,
  };
}

function upgrade(headers: readonly string[] = []): Uint8Array {
  const lines = [
    "GET /ws HTTP/1.1",
    "Host: 127.0.0.1",
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ...headers,
  ];
  return new TextEncoder().encode(`${lines.join("\r\n")}\r\n\r\n`);
}

/** A clock that is moved, and tells how often a request was waited for. */
function watchedClock() {
  const manual = new ManualClock();
  let count = 0;
  let news = Promise.withResolvers<void>();
  const clock: Clock = {
    now: () => manual.now(),
    timer(ms, run) {
      if (ms === NEXT_REQUEST_MS) count++;
      news.resolve();
      news = Promise.withResolvers();
      return manual.timer(ms, run);
    },
  };
  const armed = async (times: number) => {
    while (count < times) await news.promise;
  };
  return { clock, armed, advance: (ms: number) => manual.advance(ms) };
}

/** Reads an answer that ends in "ok". */
async function readAnswer(client: Deno.Conn): Promise<string> {
  const buffer = new Uint8Array(4096);
  let text = "";
  while (!text.endsWith("\r\n\r\nok")) {
    const count = await client.read(buffer);
    if (count === null) break;
    text += new TextDecoder().decode(buffer.subarray(0, count));
  }
  return text;
}

async function connect(port: number, certificate: TestCertificate): Promise<Deno.TlsConn> {
  const caCerts = [certificate.certificate];
  return await Deno.connectTls({ hostname: "127.0.0.1", port, caCerts });
}

Deno.test("listenWeb() answers over TLS", async () => {
  const certificate = await makeCertificate();
  await withWeb(async ({ port }) => {
    using client = await connect(port, certificate);
    const request = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
    await client.write(new TextEncoder().encode(request));
    assert.match(await readAll(client), /^HTTP\/1\.1 200 OK\r\n.*\r\n\r\nok$/s);
  }, { tls: webTls(certificate) });
});

Deno.test("listenWeb() makes a secure session of a websocket over TLS", async () => {
  const certificate = await makeCertificate();
  await withWeb(async ({ port, sink }) => {
    const client = await connect(port, certificate);
    await client.write(upgrade());
    const session = await sink.session();
    assert.equal(session.connection.address, "127.0.0.1");
    assert.equal(session.flags.secure, true);
    client.close();
    assert.equal((await session.nextOf("closed")).reason, "client_closed");
  }, { tls: webTls(certificate) });
});

Deno.test("gate 13. listenWeb() ends a connection over TLS that asks for nothing", async () => {
  const certificate = await makeCertificate();
  const { clock, armed, advance } = watchedClock();
  await withWeb(async ({ port }) => {
    using silent = await connect(port, certificate);
    await armed(1);
    advance(NEXT_REQUEST_MS);
    assert.equal(await readAll(silent), "");
  }, { tls: webTls(certificate), clock });
});

Deno.test("gate 13. listenWeb() answers several requests in one connection over TLS, and then none for long", async () => {
  const certificate = await makeCertificate();
  const { clock, armed, advance } = watchedClock();
  await withWeb(async ({ port }) => {
    using client = await connect(port, certificate);
    for (let count = 0; count < 3; count++) {
      await client.write(new TextEncoder().encode("GET /healthz HTTP/1.1\r\nHost: moss\r\n\r\n"));
      assert.match(await readAnswer(client), /^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\nok$/);
      // Once for the connection, and then after each answer.
      await armed(count + 2);
    }
    // The beginning of a request is none.
    await client.write(new TextEncoder().encode("GET /healthz HTTP/1.1\r\nHo"));
    advance(NEXT_REQUEST_MS);
    assert.equal(await readAll(client), "");
  }, { tls: webTls(certificate), clock });
});

Deno.test("wire 21. web port: plain HTTP to the port of https is sent to https", async () => {
  const certificate = await makeCertificate();
  await withWeb(async ({ port }) => {
    const answer = await sayPlainly(port, `GET /a?b=1 HTTP/1.1\r\nHost: moss:${port}\r\n\r\n`);
    assert.match(answer, /^HTTP\/1\.1 307 .*\r\n/);
    assert.ok(answer.includes(`\r\nLocation: https://moss:${port}/a?b=1\r\n`));
  }, { tls: webTls(certificate) });
});

const OWN = { names: ["moss", "*.example.org", "::1"], address: "::ffff:192.0.2.7" };

Deno.test("gate 14. httpsRedirect() knows the server by its certificate and by the client's way", () => {
  for (
    const host of ["moss", "MOSS:4001", "a.example.org", "localhost", "192.0.2.7:9", "[::1]:9"]
  ) {
    const answer = httpsRedirect(`GET /a HTTP/1.1\r\nHost: ${host}\r\n\r\n`, OWN);
    assert.ok(answer.includes(`\r\nLocation: https://${host}/a\r\n`), host);
  }
});

Deno.test("gate 14. httpsRedirect() sends nobody to a host that is made up, or is not said plainly", () => {
  for (
    const said of [
      "POST / HTTP/1.1\r\nHost: moss\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: evil.example.com\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: 203.0.113.66\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a.b.example.org\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: moss.evil.example.com\r\n\r\n",
      "GET / HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: moss/evil\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n",
      "GET http://moss/ HTTP/1.1\r\nHost: moss\r\n\r\n",
      "look",
    ]
  ) {
    const answer = httpsRedirect(said, OWN);
    assert.match(answer, /^HTTP\/1\.1 400 /, said);
    assert.doesNotMatch(answer, /Location/);
  }
});

const PROXIES: readonly (readonly [string, readonly string[], string, boolean | undefined])[] = [
  ["believes a proxy on the list", ["127.0.0.1"], "198.51.100.7", true],
  ["believes nobody else", ["10.0.0.0/8"], "127.0.0.1", undefined],
];

for (const [what, trusted, address, secure] of PROXIES) {
  Deno.test(`12.1.5 listenWeb() ${what} about a client's address`, async () => {
    await withWeb(async ({ port, sink }) => {
      using socket = await Deno.connect({ hostname: "127.0.0.1", port });
      const headers = ["X-Forwarded-For: 203.0.113.9, 198.51.100.7", "X-Forwarded-Proto: https"];
      await socket.write(upgrade(headers));
      const session = await sink.session();
      assert.equal(session.connection.address, address);
      assert.equal(session.flags.secure, secure);
    }, { peers: new RequestPeers(new TrustedProxies(trusted)) });
  });
}
