import assert from "node:assert/strict";
import { readAll } from "../tls/tls_fixture.ts";
import { sshLab } from "./ssh_lab.ts";

const HEADERS = [
  [1, "PROXY TCP4 192.0.2.7 10.0.0.1 12345 4004\r\n"],
  [2, "\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c\xc0\0\x02\x07\x0a\0\0\x01\x30\x39\x0f\xa4"],
] as const;

for (const [version, header] of HEADERS) {
  Deno.test(`sshPortal() takes the client that a trusted proxy names (version ${version})`, async () => {
    const asked: string[] = [];
    await using lab = await sshLab({
      proxies: ["127.0.0.1"],
      isWelcome: (address) => {
        asked.push(address);
        return true;
      },
      answer: ({ address }) => {
        asked.push(address);
        return { kind: "ok", uid: 1 };
      },
    });
    await lab.connect({ header, username: "anna", password: "tall-clock-ticks" });
    assert.equal((await lab.sink.session()).connection.address, "192.0.2.7");
    assert.deepEqual(asked, ["192.0.2.7", "192.0.2.7"]);
  });

  Deno.test(`sshPortal() refuses a header from anybody else (version ${version})`, async () => {
    await using lab = await sshLab({ proxies: ["10.0.0.0/8"] });
    assert.equal((await lab.connect({ header })).isIn, false);
  });
}

Deno.test("sshPortal() refuses a trusted proxy that does not say who its client is", async () => {
  await using lab = await sshLab({ proxies: ["127.0.0.1"] });
  using socket = await Deno.connect({ hostname: "127.0.0.1", port: lab.portal.port });
  await socket.write(new TextEncoder().encode("SSH-2.0-Nobody\r\n"));
  assert.equal(await readAll(socket), "");
});

Deno.test("sshPortal() counts the clients of a proxy by their own addresses", async () => {
  await using lab = await sshLab({
    proxies: ["127.0.0.1"],
    limits: { pending: { inAll: 10, perAddress: 1 } },
  });
  const client = async (address: string) => {
    const socket = await Deno.connect({ hostname: "127.0.0.1", port: lab.portal.port });
    await socket.write(new TextEncoder().encode(`PROXY TCP4 ${address} 10.0.0.1 1 4004\r\n`));
    return socket;
  };
  const greeted = async (socket: Deno.Conn) => await socket.read(new Uint8Array(1)) === 1;
  using first = await client("192.0.2.7");
  assert.ok(await greeted(first));
  using second = await client("192.0.2.7");
  assert.ok(!await greeted(second));
  using other = await client("192.0.2.8");
  assert.ok(await greeted(other));
});
