import assert from "node:assert/strict";
import { BrokenWire, type Fault, FAULTS } from "./broken_wire.ts";
import { connectTls, readAll, type TlsLab, tlsLab } from "./tls_fixture.ts";

/** A client's hello, and its end of the handshake. */
const HANDSHAKE_BYTES = 300;
const LINES = new TextEncoder().encode("look\r\n".repeat(100));
const STEP = 20;

for (const fault of FAULTS) {
  Deno.test(`listenTelnetTls() outlives a handshake over a wire that breaks: ${fault}`, async () => {
    await using lab = await tlsLab();
    for (let at = 0; at < HANDSHAKE_BYTES; at += STEP) {
      const wire = new BrokenWire(lab.portal.port, fault);
      wire.breakAfter(at);
      const client = await connectOver(lab, wire).catch(() => undefined);
      await wire.ended;
      client?.close();
    }
    using _client = await connectTls(lab);
    assert.equal((await lab.recorded.session()).connection.address, "127.0.0.1");
  });

  Deno.test(`listenTelnetTls() ends a session whose wire breaks, and no other: ${fault}`, async () => {
    await using lab = await tlsLab();
    using bystander = await connectTls(lab);
    const session = await lab.recorded.session();
    for (let at = 0; at < LINES.length; at += 3 * STEP) await endSession(lab, fault, at);
    await bystander.write(new TextEncoder().encode("look\r\n"));
    assert.equal((await session.nextOf("line")).line, "look");
  });
}

async function endSession(lab: TlsLab, fault: Fault, at: number): Promise<void> {
  const wire = new BrokenWire(lab.portal.port, fault);
  using client = await connectOver(lab, wire);
  const session = await lab.recorded.session();
  wire.breakAfter(at);
  await client.write(LINES).catch(() => {});
  await readAll(client);
  await wire.ended;
  assert.equal((await session.nextOf("closed")).reason, "client_closed");
}

function connectOver(lab: TlsLab, { port }: BrokenWire): Promise<Deno.TlsConn> {
  return connectTls({ ...lab, portal: { ...lab.portal, port } });
}
