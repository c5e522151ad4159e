import assert from "node:assert/strict";
import { changeKeysEarly, misbehave, MOMENTS } from "./hostile_peer.ts";
import { sshLab } from "./ssh_lab.ts";

const ROUNDS = 8;

for (const moment of MOMENTS) {
  Deno.test(`sshPortal() outlives clients that send nonsense after their ${moment}`, async () => {
    await using lab = await sshLab();
    for (let seed = 1; seed <= ROUNDS; seed++) await misbehave(lab.portal.port, moment, seed);
    const peer = await lab.connect();
    assert.ok(peer.isIn);
  });
}

Deno.test("sshPortal() hangs up on who changes keys before they are in", async () => {
  await using lab = await sshLab();
  await changeKeysEarly(lab.portal.port);
  const peer = await lab.connect();
  assert.ok(peer.isIn);
});
