import assert from "node:assert/strict";
import { handshake } from "../../../src/portals/tls/handshake.ts";
import { makeCertificate, readAll } from "./tls_fixture.ts";

const HELLO = Uint8Array.of(0x16, 0x03, 0x01);

/** Two ends of one connection. */
async function ends() {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const client = await Deno.connect({ hostname: "127.0.0.1", port: listener.addr.port });
  return { client, served: await listener.accept() };
}

Deno.test("gate 13. handshake() fails when it takes too long, and closes the stream", async () => {
  const { context } = await makeCertificate();
  const { client, served } = await ends();
  using _client = client;
  const outcome = await handshake(served, { context, head: HELLO, late: Promise.resolve() });
  assert.deepEqual(outcome, { kind: "failed", why: "it took too long" });
  assert.equal(await readAll(client), "");
});

Deno.test("handshake() fails when the client goes, wherever its hello was cut", async () => {
  const { context } = await makeCertificate();
  const hello = await helloOfClient();
  const late = new Promise(() => {});
  for (let cut = 1; cut < hello.length; cut++) {
    const { client, served } = await ends();
    const outcome = handshake(served, { context, head: hello.subarray(0, cut), late });
    client.close();
    assert.equal((await outcome).kind, "failed");
  }
});

/** What a client of Deno's begins with. */
async function helloOfClient(): Promise<Uint8Array> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const connecting = Deno.connectTls({ hostname: "127.0.0.1", port: listener.addr.port });
  const served = await listener.accept();
  const client = await connecting;
  const shaking = client.handshake().catch(() => {});
  const buffer = new Uint8Array(4096);
  const count = await served.read(buffer) ?? 0;
  served.close();
  await shaking;
  client.close();
  return buffer.slice(0, count);
}
