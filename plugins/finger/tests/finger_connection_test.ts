import { RecordingSink } from "@vestibule/core/portal/conformance";
import assert from "node:assert/strict";
import { FingerClient } from "./finger_client.ts";
import { openFinger } from "./open_finger.ts";

Deno.test("FingerConnection types a question as a command, whatever its line end, cut anywhere", async () => {
  const sink = new RecordingSink();
  const portal = await openFinger(sink);
  for (const end of ["\r\n", "\n"]) {
    const client = await portal.connect();
    const session = await sink.session();
    for (const byte of `/W anna${end}`) await client.send(byte);
    assert.equal((await session.nextOf("line")).line, "finger /W anna");
  }
  await portal.close();
});

Deno.test("FingerConnection reads one line, and drops control characters", async () => {
  const sink = new RecordingSink();
  const portal = await openFinger(sink);
  const client = await portal.connect();
  const session = await sink.session();
  await client.send("an\x1bna\x00\r\nquit\r\n");
  assert.equal((await session.nextOf("line")).line, "finger anna");
  session.connection.disconnect("quit", "She is |gin|n.");
  await client.until("She is in.\r\n");
  await client.ended();
  await portal.close();
  assert.deepEqual(session.waiting(), [{ kind: "closed", reason: "quit" }]);
});

for (
  const [what, question, answer] of [
    [
      "a question for another host",
      "anna@example.org\r\n",
      "Finger forwarding is not offered here.",
    ],
    ["a question of 513 bytes", "x".repeat(513), "That question is too long."],
  ] as const
) {
  Deno.test(`FingerConnection refuses ${what} by itself`, async () => {
    const sink = new RecordingSink();
    const portal = await openFinger(sink);
    assert.equal(await FingerClient.ask(portal.port, question), `${answer}\r\n`);
    const session = await sink.session();
    await session.nextOf("settled");
    assert.deepEqual(session.waiting(), [{ kind: "closed", reason: "protocol_error" }]);
    await portal.close();
  });
}

Deno.test("FingerConnection answers who has closed its side after the question", async () => {
  const sink = new RecordingSink();
  const portal = await openFinger(sink);
  const client = await portal.connect();
  const session = await sink.session();
  await client.type("anna");
  await client.closeWrite();
  await session.nextOf("line");
  session.connection.disconnect("quit", "She is in.");
  await client.until("She is in.\r\n");
  await portal.close();
});

for (
  const [what, question, reason] of [
    ["a client that does not ask", "", "login_timeout"],
    ["a game that does not answer", "anna\r\n", "server_error"],
  ] as const
) {
  Deno.test(`FingerConnection waits 10 s for ${what}`, async () => {
    const sink = new RecordingSink();
    const portal = await openFinger(sink);
    const client = await portal.connect();
    const session = await sink.session();
    await session.nextOf("settled");
    if (question !== "") {
      await client.send(question);
      await session.nextOf("line");
    }
    portal.advance(9_999);
    assert.deepEqual(session.waiting(), []);
    portal.advance(1);
    await client.ended();
    assert.equal((await session.nextOf("closed")).reason, reason);
    await portal.close();
  });
}
