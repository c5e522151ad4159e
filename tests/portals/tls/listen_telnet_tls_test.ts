import assert from "node:assert/strict";
import { SharedRender } from "../../../src/portals/render/shared_render.ts";
import {
  connectTls,
  HANDSHAKE_MS,
  makeCertificate,
  readAll,
  sayPlainly,
  tlsLab,
} from "./tls_fixture.ts";

Deno.test("11.1.11 listenTelnetTls() speaks telnet over TLS, and the session knows that it is secure", async () => {
  await using lab = await tlsLab();
  using client = await connectTls(lab);
  const session = await lab.recorded.session();
  assert.equal(session.connection.protocolKey, "telnet");
  assert.equal(session.connection.address, "127.0.0.1");
  assert.deepEqual(session.flags, { secure: true });
  await client.write(new TextEncoder().encode("look\r\nü\r\n"));
  assert.equal((await session.nextOf("line")).line, "look");
  assert.equal((await session.nextOf("line")).line, "ü");
  session.connection.deliver([["text", ["You see a torch."], {}]], new SharedRender());
  session.connection.disconnect("quit", "Bye.");
  assert.match(await readAll(client), /You see a torch\.\r\nBye\.\r\n/);
  await session.nextOf("closed");
});

Deno.test("listenTelnetTls() carries much, both ways, in order", async () => {
  await using lab = await tlsLab();
  using client = await connectTls(lab);
  const session = await lab.recorded.session();
  const line = "x".repeat(70);
  const sent = client.write(new TextEncoder().encode(`${line}\r\n`.repeat(100)));
  for (let count = 0; count < 100; count++) {
    assert.equal((await session.nextOf("line")).line, line);
  }
  await sent;
  const text = Array.from({ length: 500 }, (_, index) => `Line ${index}.`).join("\n");
  session.connection.deliver([["text", [text], {}]], new SharedRender());
  session.connection.disconnect("quit", "");
  assert.ok((await readAll(client)).includes(`${text.replaceAll("\n", "\r\n")}\r\n`));
});

Deno.test("listenTelnetTls() tells that a client has vanished", async () => {
  await using lab = await tlsLab();
  const client = await connectTls(lab);
  const session = await lab.recorded.session();
  client.close();
  assert.equal((await session.nextOf("closed")).reason, "client_closed");
});

Deno.test("listenTelnetTls() makes new connections with a new certificate, and keeps the old ones", async () => {
  await using lab = await tlsLab();
  using old = await connectTls(lab);
  const session = await lab.recorded.session();
  const first = lab.certificate;
  lab.certificate = await makeCertificate();
  using _new = await connectTls(lab);
  await assert.rejects(connectTls({ ...lab, certificate: first }));
  await old.write(new TextEncoder().encode("still here\r\n"));
  assert.equal((await session.nextOf("line")).line, "still here");
});

Deno.test("wire 21. TLS port: plain telnet is told which port it wants, and the connection ends", async () => {
  await using lab = await tlsLab({ ports: { telnetPort: 4000 } });
  const event = lab.event("tls:wrong_port");
  assert.equal(
    await sayPlainly(lab.portal.port, "look\r\n"),
    "This port speaks telnet over TLS. Plain telnet is on port 4000.\r\n",
  );
  assert.deepEqual(await event, { spoken: "plain", address: "127.0.0.1" });
});

Deno.test("wire 21. TLS port: a plain client that waits for the server is told, too", async () => {
  await using lab = await tlsLab();
  const told = sayPlainly(lab.portal.port, "");
  const event = lab.event("tls:wrong_port");
  await lab.accepted();
  lab.clock.advance(HANDSHAKE_MS);
  assert.deepEqual(await event, { spoken: "nothing", address: "127.0.0.1" });
  assert.equal(await told, "This port speaks telnet over TLS.\r\n");
});

Deno.test("wire 21. TLS port: HTTP is answered with the web's port", async () => {
  await using lab = await tlsLab({ ports: { webPort: 4001 } });
  const answer = await sayPlainly(lab.portal.port, "GET / HTTP/1.1\r\nHost: moss\r\n\r\n");
  assert.match(answer, /^HTTP\/1\.1 400 .*\r\n/);
  assert.match(answer, /The web client is on port 4001\./);
});

Deno.test("wire 21. TLS port: HTTP within TLS is answered with the web's port, too", async () => {
  await using lab = await tlsLab({ ports: { webPort: 4001 } });
  using client = await connectTls(lab);
  await client.write(new TextEncoder().encode("GET / HTTP/1.1\r\nHost: moss\r\n\r\n"));
  assert.match(await readAll(client), /^HTTP\/1\.1 400 .*The web client is on port 4001\./s);
});

Deno.test("listenTelnetTls() survives a handshake that makes no sense", async () => {
  await using lab = await tlsLab();
  const nonsense = [
    "\x16\x03\x01\x00\x05hello",
    "\x16\x03\x01\xff\xff",
    "\x16\x16\x16\x16\x16\x16",
  ];
  for (const bytes of nonsense) {
    const failed = lab.event("tls:handshake_failed");
    using socket = await Deno.connect({ hostname: "127.0.0.1", port: lab.portal.port });
    await socket.write(Uint8Array.from(bytes, (letter) => letter.charCodeAt(0)));
    await socket.closeWrite();
    await readAll(socket);
    assert.equal((await failed).address, "127.0.0.1");
  }
  using _client = await connectTls(lab);
  await lab.recorded.session();
});

Deno.test("gate 13. listenTelnetTls() takes no more handshakes at once than its limit", async () => {
  await using lab = await tlsLab({ pending: { inAll: 1, perAddress: 1 } });
  using _waiting = await Deno.connect({ hostname: "127.0.0.1", port: lab.portal.port });
  await lab.accepted();
  const failed = lab.event("tls:handshake_failed");
  assert.equal(await sayPlainly(lab.portal.port, ""), "");
  assert.match(String((await failed).why), /too many/);
});

Deno.test("listenTelnetTls() closes while a client is in its handshake", async () => {
  const lab = await tlsLab();
  using socket = await Deno.connect({ hostname: "127.0.0.1", port: lab.portal.port });
  await lab.accepted();
  await lab.portal.close();
  assert.equal(await readAll(socket), "");
});
