import assert from "node:assert/strict";
import { sshLab } from "./ssh_lab.ts";

for (const cipher of ["aes128-ctr", "aes128-gcm@openssh.com"]) {
  Deno.test({
    name: `HeldCiphers leaves nothing behind of a client that changed its keys and went: ${cipher}`,
    sanitizeResources: true,
    async fn() {
      await using lab = await sshLab();
      const peer = await lab.connect({ cipher });
      await peer.changeKeys();
      await peer.changeKeys();
      assert.ok(peer.isIn);
      peer.press("\x04");
      await peer.ended();
    },
  });
}
