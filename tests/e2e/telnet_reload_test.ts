import assert from "node:assert/strict";
import { startServer } from "../../src/embed.ts";
import { COMMAND, OPTION } from "../../src/portals/telnet/telnet_bytes.ts";
import { temporaryFolder } from "../core/store/samples.ts";
import { bytes, latin1 } from "../portals/telnet/fake_peer.ts";
import { TelnetClient } from "./telnet_client.ts";

const { IAC, SB, SE, DO } = COMMAND;
const START = latin1(bytes(IAC, SB, OPTION.MCCP2, IAC, SE));

Deno.test("wire 14. MCCP2 lives through a reload: the stream that was begun goes on, at a password too", async () => {
  using folder = temporaryFolder();
  await using server = await startServer({
    settings: {
      host: "127.0.0.1",
      ...{ telnetPort: 0, webEnabled: false, tlsEnabled: false, sshEnabled: false },
      ...{ dataFolder: folder.path, scryptCost: 1 },
    },
  });
  await using client = await TelnetClient.connect(server.telnetPort ?? 0);
  await client.write(bytes(IAC, DO, OPTION.MCCP2));
  await client.send("create anna");
  await client.until(/Choose a password:/);
  assert.equal(await server.reload(), undefined);
  await client.send("correct-horse-staple");
  await client.until(/Start again, please\./);
  await client.send("create anna correct-horse-staple");
  await client.until(/You are out of character/);
  assert.equal(await server.reload(), undefined);
  await client.send("help");
  await client.until(/help/i);
  assert.ok(client.isCompressed && !client.received.includes(START), "one stream, and no second");
});
