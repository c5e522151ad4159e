import assert from "node:assert/strict";
import { startServer } from "../../src/embed.ts";
import { temporaryFolder } from "../core/store/samples.ts";
import { CompressedClient } from "./compressed_client.ts";

Deno.test("wire 14. MCCP2 lives through a reload: the stream that was begun goes on, at a password too", async () => {
  using folder = temporaryFolder();
  await using server = await startServer({
    settings: {
      host: "127.0.0.1",
      ...{ telnetPort: 0, webEnabled: false, tlsEnabled: false, sshEnabled: false },
      ...{ dataFolder: folder.path, scryptCost: 1 },
    },
  });
  await using client = await CompressedClient.connect(server.telnetPort ?? 0);
  await client.send("create anna\r\n");
  await client.until(/Choose a password:/);
  assert.equal(await server.reload(), undefined);
  await client.send("correct-horse-staple\r\n");
  await client.until(/Start again, please\./);
  await client.send("create anna correct-horse-staple\r\n");
  await client.until(/You are out of character/);
  assert.equal(await server.reload(), undefined);
  await client.send("help\r\n");
  await client.until(/help/i);
  assert.equal(client.starts, 1);
});
