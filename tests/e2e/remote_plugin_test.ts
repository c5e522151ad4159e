import assert from "node:assert/strict";
import { tempFolder } from "../cli/temp_folder.ts";
import { TelnetClient } from "./telnet_client.ts";
import { AT_ONCE, FREE_PORTS, runToEnd, startProgram } from "./program.ts";

const MODULES: Readonly<Record<string, string>> = {
  "/mod.js": `import { WORDS } from "./words.js";
    const hail = { key: "hail", aliases: [], needs: "session", category: "general",
      run: ({ msg }) => msg(WORDS) };
    export default { name: "far", version: "1.0.0", api: 1,
      setup: ({ provide }) => provide.commands("builtin/unloggedin", [hail]) };`,
  "/words.js": `export const WORDS = "Hail from afar.";`,
};

/** Serves the modules of a plugin, as a registry does. */
function serveModules(): Deno.HttpServer<Deno.NetAddr> {
  return Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    const source = MODULES[new URL(request.url).pathname];
    if (source === undefined) return new Response(null, { status: 404 });
    return new Response(source, { headers: { "content-type": "text/javascript" } });
  });
}

Deno.test("a plugin may come from an address; the isolate that runs it may still not connect", async () => {
  await using modules = serveModules();
  const address = `http://127.0.0.1:${modules.addr.port}/mod.js`;
  const plugins = JSON.stringify([address]);
  await using program = await startProgram({ args: [...AT_ONCE, "--set", `plugins=${plugins}`] });
  await using anna = await TelnetClient.connect(program.telnetPort);
  await anna.until(/connect/);
  await anna.send("hail");
  await anna.until(/Hail from afar\./);
});

Deno.test("a plugin that is nowhere to be had stops the start, which says which one", async () => {
  await using modules = serveModules();
  const address = `http://127.0.0.1:${modules.addr.port}/gone.js`;
  await using folder = await tempFolder();
  const data = ["--data", folder.path, ...FREE_PORTS];
  const { code, err } = await runToEnd([...data, "--set", `plugins=${JSON.stringify([address])}`]);
  assert.equal(code, 1);
  assert.match(err, /Cannot start the game as its code must load: .*gone\.js/);
});
