import assert from "node:assert/strict";
import type { Call } from "../../../src/core/boundary/messages.ts";
import { SharedRender } from "../../../src/portals/render/shared_render.ts";
import { type SshLab, sshLab } from "./ssh_lab.ts";
import type { SshPeerOptions } from "./ssh_peer.ts";

async function visit(lab: SshLab, options: Omit<SshPeerOptions, "port"> = {}) {
  const peer = await lab.connect(options);
  const session = await lab.sink.session();
  const deliver = (...calls: readonly Call[]) =>
    session.connection.deliver(calls, new SharedRender());
  return { peer, session, deliver };
}

function text(markup: string): Call {
  return ["text", [markup], {}];
}

function prompt(markup: string): Call {
  return ["prompt", [markup], {}];
}

Deno.test("SshConnection knows the client's terminal, its size, and that it is secure", async () => {
  await using lab = await sshLab();
  const { session } = await visit(lab);
  const { term, screenWidth, screenHeight, xterm256, utf8, secure } = session.flags;
  assert.deepEqual(
    [term, screenWidth, screenHeight, xterm256, utf8, secure],
    ["XTERM-256COLOR", 80, 24, true, true, true],
  );
});

Deno.test("SshConnection shows colours, and none to a terminal that has none", async () => {
  await using lab = await sshLab();
  const colored = await visit(lab);
  colored.deliver(text("|rred|n"));
  assert.ok((await colored.peer.untilRaw("red")).endsWith("m"));
  const plain = await visit(lab, { term: "dumb" });
  plain.deliver(text("|rred|n"));
  assert.equal(await plain.peer.untilRaw("red"), "");
});

Deno.test("SshConnection shows what comes while somebody types above the line", async () => {
  await using lab = await sshLab();
  const { peer, deliver } = await visit(lab);
  deliver(prompt("> "));
  peer.press("say hel");
  await peer.until("> say hel");
  deliver(text("Bert arrives."));
  await peer.until("Bert arrives.\r\n> say hel");
});

Deno.test("SshConnection gives up a line at Ctrl-C, and tells at the next how to leave", async () => {
  await using lab = await sshLab();
  const { peer, session } = await visit(lab);
  peer.press("never mind\x03look\r");
  assert.equal((await session.nextOf("line")).line, "look");
  peer.press("\x03");
  await peer.until("To leave, type quit, or press Ctrl-D on an empty line.");
});

Deno.test("SshConnection ends at Ctrl-D on an empty line, with exit status 0", async () => {
  await using lab = await sshLab();
  const { peer, session } = await visit(lab);
  peer.press("\x04");
  assert.equal((await session.nextOf("closed")).reason, "quit");
  await peer.ended();
  assert.equal(peer.exitStatus, 0);
});

Deno.test("SshConnection ends with exit status 1 when nobody wished for the end", async () => {
  await using lab = await sshLab();
  const { peer, session } = await visit(lab);
  session.connection.disconnect("booted", null);
  await peer.ended();
  assert.equal(peer.exitStatus, 1);
});

Deno.test("SshConnection sends plain lines to a client without a terminal", async () => {
  await using lab = await sshLab();
  const { peer, session, deliver } = await visit(lab, { term: null });
  deliver(text("|rred|n"), prompt("> "));
  assert.equal(await peer.untilRaw("> "), "red\n");
  peer.press("look\nsay hi\n");
  assert.equal((await session.nextOf("line")).line, "look");
  assert.equal((await session.nextOf("line")).line, "say hi");
});

Deno.test("SshConnection says that a line was too long, and reads the next", async () => {
  await using lab = await sshLab({ limits: { lineCharacters: 10 } });
  const { peer, session } = await visit(lab);
  peer.press("x".repeat(11) + "\rlook\r");
  assert.equal((await session.nextOf("line")).line, "look");
  await peer.until("That line was longer than 10 characters; nothing of it was read.");
});

Deno.test("load 1. SshConnection ends as a slow consumer when too much waits", async () => {
  await using lab = await sshLab({ limits: { outboundBytes: 100 } });
  const { session, deliver } = await visit(lab);
  deliver(text("x".repeat(101)));
  assert.equal((await session.nextOf("closed")).reason, "slow_consumer");
});
