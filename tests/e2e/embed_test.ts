import assert from "node:assert/strict";
import * as z from "zod";
import { defineCommand, definePlugin } from "../../src/plugins/api.ts";
import { type EmbeddedServer, startServer } from "../../src/embed.ts";
import { temporaryFolder } from "../core/store/samples.ts";
import { TelnetClient } from "./telnet_client.ts";

const counting = definePlugin({
  name: "counting",
  version: "1.0.0",
  api: 1,
  settings: z.strictObject({ upTo: z.number() }),
  setup({ settings, provide }) {
    const count = defineCommand({
      key: "count",
      needs: "session",
      run: ({ msg }) => msg(`To ${settings.upTo}!`),
    });
    provide.commands("builtin/unloggedin", [count]);
  },
});

const QUIET = { host: "127.0.0.1", telnetPort: 0, webPort: 0, tlsPort: 0 };

function start(dataFolder: string, upTo: unknown): Promise<EmbeddedServer> {
  // What an embedder without a compiler may give.
  const settings = { upTo } as { upTo: number };
  return startServer({
    settings: { ...QUIET, dataFolder },
    plugins: [{ use: counting, settings }],
  });
}

Deno.test("startServer() runs plugins that are objects, and a reload keeps them", async () => {
  using folder = temporaryFolder();
  await using server = await start(folder.path, 5);
  await using anna = await TelnetClient.connect(server.telnetPort ?? 0);
  await anna.until(/connect/);
  await anna.send("count");
  await anna.until(/To 5!/);
  assert.equal(await server.reload(), undefined);
  await anna.send("count");
  await anna.until(/To 5!/);
  assert.match(server.claimCode, /^\w{4}-\w{4}$/);
});

Deno.test("startServer() fails with what is wrong, and leaves nothing open", async () => {
  using folder = temporaryFolder();
  await assert.rejects(start(folder.path, "many"), /Cannot use setting "plugins\.counting\.upTo"/);
  const settings = { ...QUIET, dataFolder: folder.path, telnetPrt: 4000 };
  await assert.rejects(startServer({ settings }), /"telnetPrt" .*did you mean "telnetPort"\?/);
});

Deno.test("EmbeddedServer.ended tells of a shutdown from inside", async () => {
  using folder = temporaryFolder();
  await using server = await start(folder.path, 5);
  await using anna = await TelnetClient.connect(server.telnetPort ?? 0);
  await anna.until(/connect/);
  await anna.send("create anna sesame-street");
  await anna.until(/anna/);
  await anna.send(`claim ${server.claimCode}`);
  await anna.until(/superuser/);
  await anna.send("shutdown");
  await server.ended;
  await anna.ended();
  assert.match(anna.text, /shut|down/i);
});
