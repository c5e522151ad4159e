import type { NatsConnection } from "@nats-io/transport-node";
import assert from "node:assert/strict";
import { connectNats, type NatsOptions } from "../../../../src/portals/realm/nats/connect_nats.ts";
import { NatsConnectError } from "../../../../src/portals/realm/nats/nats_connect_error.ts";
import { CuttingLine } from "./cutting_line.ts";
import { NATS_PASSWORD, NATS_USER } from "./nats_server.ts";
import { connected, HAS_NATS, natsTest } from "./nats_test_case.ts";

type Changes = Partial<NatsOptions> & Pick<NatsOptions, "nats">;

function connect(changes: Changes): Promise<NatsConnection> {
  return connectNats({
    ...{ natsNkey: "", natsCa: "", name: "vestibule test" },
    readFile: (path) => Deno.readTextFile(path),
    ...changes,
  });
}

/** Connects, asks whether that works, and closes it. */
async function tryOut(changes: Changes): Promise<void> {
  const connection = await connect(changes);
  await connection.flush();
  await connection.close();
}

async function refusal(changes: Changes): Promise<string> {
  let message = "";
  await assert.rejects(tryOut(changes), (error) => {
    assert.ok(error instanceof NatsConnectError);
    message = error.message;
    return true;
  });
  assert.match(message, /^Cannot use NATS at ".*" as .*: current state is .*; /);
  return message;
}

/** Resolves when the connection says that something has become of it. */
async function status(connection: NatsConnection, type: string): Promise<void> {
  for await (const news of connection.status()) if (news.type === type) return;
}

/** Waits until what was sent to NATS by one is heard by the other. */
async function arrived(from: NatsConnection, to: NatsConnection): Promise<void> {
  await from.flush();
  await to.flush();
}

natsTest("connectNats() connects with nothing to prove", async ({ url }) => {
  await tryOut({ nats: url });
});

natsTest("connectNats() proves who we are by user and password", async ({ url, port }) => {
  await tryOut({ nats: url });
  for (const user of ["", `${NATS_USER}:wrong@`, "token@"]) {
    const message = await refusal({ nats: `nats://${user}127.0.0.1:${port}` });
    assert.match(message, /must let us in.*"nats".*"natsNkey"/);
    assert.doesNotMatch(message, /wrong|token@/);
  }
}, { auth: "password" });

natsTest("connectNats() proves who we are by an nkey", async ({ url, nkeyFile }) => {
  await tryOut({ nats: url, natsNkey: nkeyFile });
  assert.match(await refusal({ nats: url }), /must let us in/);
}, { auth: "nkey" });

natsTest("connectNats() trusts a certificate by the authority that is given", async (server) => {
  await tryOut({ nats: server.url, natsCa: server.caFile });
  const named = server.url.replace("127.0.0.1", "localhost");
  await tryOut({ nats: named, natsCa: server.caFile });
  for (const nats of [server.url, server.url.replace("tls:", "nats:")]) {
    assert.match(await refusal({ nats }), /certificate must be trusted.*"natsCa"/);
  }
}, { tls: "on" });

natsTest("connectNats() refuses a server without TLS where TLS is asked for", async ({ url }) => {
  const tls = url.replace("nats:", "tls:");
  assert.match(await refusal({ nats: tls }), /must speak TLS: current state is it does not/);
});

natsTest("connectNats() refuses a server whose messages are too short", async ({ url }) => {
  const message = await refusal({ nats: url });
  assert.match(
    message,
    /must hold at least 1024 bytes: current state is they hold 512; .*"max_payload"/,
  );
}, { jetstream: "off", maxPayload: 512 });

natsTest("connectNats() takes a server whose messages are just long enough", async ({ url }) => {
  await tryOut({ nats: url });
}, { jetstream: "off", maxPayload: 1_024 });

natsTest("connectNats() tries the servers in turn", async ({ url, port }) => {
  await tryOut({ nats: `${url.replace(String(port), "1")},${url}` });
});

Deno.test("connectNats() says what is wrong with where it is to connect to", {
  ignore: !HAS_NATS,
}, async () => {
  assert.match(await refusal({ nats: "nats://a:secret@127.0.0.1:1" }), /"nats:\/\/127.0.0.1:1" as/);
  assert.match(await refusal({ nats: "nats://127.0.0.1:1" }), /must be running.*nothing listens/);
  const nameless = await refusal({ nats: "nats://no-such-host.invalid" });
  assert.match(nameless, /name must be known|must be reached/);
});

Deno.test("connectNats() says that something else answers there", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const served = listener.accept().then(async (conn) => {
    await conn.write(new TextEncoder().encode("220 mail.example.org ESMTP\r\n"));
    await conn.read(new Uint8Array(1)).catch(() => {});
    conn.close();
  });
  const message = await refusal({ nats: `nats://127.0.0.1:${listener.addr.port}` });
  assert.match(message, /must be a NATS server.*something else answers/);
  await served;
});

Deno.test("connectNats() waits for a silent server, but not for ever", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const message = await refusal({ nats: `nats://127.0.0.1:${listener.addr.port}` });
  assert.match(message, /must answer: current state is it is silent/);
});

Deno.test("connectNats() says which file is wrong, and shows nothing of it", async () => {
  const nats = "nats://127.0.0.1:1";
  const readFile = () => Promise.resolve("SUsecret");
  const seedless = await refusal({ nats, natsNkey: "client.nk", readFile });
  assert.match(seedless, /file "client.nk" must hold the seed of a user's nkey/);
  const bare = await refusal({ nats, natsCa: "ca.pem", readFile });
  assert.match(bare, /file "ca.pem" must hold a certificate/);
  for (const message of [seedless, bare]) assert.doesNotMatch(message, /secret/);
  const absent = () => Promise.reject(new Error("No such file"));
  for (const setting of ["natsNkey", "natsCa"]) {
    const message = await refusal({ nats, [setting]: "gone", readFile: absent });
    assert.match(message, new RegExp(`"gone" must be readable.*No such file.*"${setting}"`));
  }
});

natsTest(
  "a connection that was lost comes back, and hears in order what it subscribed to",
  async ({ url, port }) => {
    await using line = new CuttingLine(port);
    await using cut = await connected(`nats://127.0.0.1:${line.port}`);
    await using other = await connected(url);
    const heard: string[] = [];
    for (const subject of ["a", "b", "c"]) {
      cut.subscribe(subject, {
        callback: (_, { subject, data }) => void heard.push(subject + data[0]),
      });
    }
    await cut.flush();
    for (let round = 0; round < 3; round++) {
      const back = status(cut, "reconnect");
      line.cut();
      await back;
      await cut.flush();
      for (const subject of ["c", "a", "b"]) other.publish(subject, new Uint8Array([round]));
      await arrived(other, cut);
    }
    assert.deepEqual(heard, ["c0", "a0", "b0", "c1", "a1", "b1", "c2", "a2", "b2"]);
  },
);

natsTest(
  "what is published while the connection is lost is dropped, and nobody is told",
  async (server) => {
    await using lost = await connected(server.url);
    const gone = status(lost, "disconnect");
    await server.stop();
    await gone;
    const tried = status(lost, "reconnecting");
    lost.publish("subject", "dropped");
    await tried;
    // The next try has dropped it by now.
    const back = status(lost, "reconnect");
    await server.start();
    await using other = await connected(server.url);
    const heard: string[] = [];
    other.subscribe("subject", { callback: (_, message) => void heard.push(message.string()) });
    await other.flush();
    await back;
    lost.publish("subject", "sent");
    await arrived(lost, other);
    assert.deepEqual(heard, ["sent"]);
  },
);

natsTest(
  "a line that fell silent is left, though much waits to be sent on it",
  async ({ url, port }) => {
    await using line = new CuttingLine(port);
    await using silent = await connected(`nats://127.0.0.1:${line.port}`);
    await using other = await connected(url);
    const heard: number[] = [];
    other.subscribe("after", { callback: (_, { data }) => void heard.push(data.length) });
    await other.flush();
    const [stale, back] = [status(silent, "staleConnection"), status(silent, "reconnect")];
    line.stall();
    const from = performance.now();
    const big = new Uint8Array(900_000);
    for (let count = 0; count < 30; count++) silent.publish("before", big);
    await stale;
    const took = performance.now() - from;
    // Two tries without an answer, a second each, and the third moment.
    assert.ok(took > 1_500, String(took));
    line.forget();
    line.restore();
    await back;
    silent.publish("after", "hello");
    await arrived(silent, other);
    assert.deepEqual(heard, [5]);
  },
);

natsTest("a wall clock that is set back keeps nobody from connecting again", async ({ port }) => {
  await using line = new CuttingLine(port);
  await using connection = await connected(`nats://127.0.0.1:${line.port}`);
  const now = Date.now;
  try {
    Date.now = () => now() - 3_600_000;
    const back = status(connection, "reconnect");
    line.cut();
    await back;
    await connection.flush();
  } finally {
    Date.now = now;
  }
  assert.equal(connection.isClosed(), false);
});

natsTest("a connection that is closed while it is lost leaves nothing behind", async (server) => {
  const connection = await connect({ nats: server.url });
  const gone = status(connection, "disconnect");
  await server.stop();
  await gone;
  await connection.close();
  assert.equal(connection.isClosed(), true);
});

natsTest("a password that is refused for a while does not end the trying", async (server) => {
  const connection = await connect({ nats: server.url });
  const refused = new Promise<void>((resolve) => {
    let errors = 0;
    (async () => {
      for await (const { type } of connection.status()) {
        if (type === "error" && ++errors > 3) resolve();
      }
    })();
  });
  await server.stop();
  await server.start({ password: `${NATS_PASSWORD}2` });
  await refused;
  const back = status(connection, "reconnect");
  await server.stop();
  await server.start();
  await back;
  await connection.flush();
  await connection.close();
  assert.equal(connection.isClosed(), true);
}, { auth: "password" });
