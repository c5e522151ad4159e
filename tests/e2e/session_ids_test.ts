import assert from "node:assert/strict";
import { tempFolder } from "../cli/temp_folder.ts";
import { enterAsSuperuser } from "./players.ts";
import { withPlugin } from "./plugin_source.ts";
import { AT_ONCE, startProgram } from "./program.ts";
import { TelnetClient } from "./telnet_client.ts";

/** How many clients come at once. */
const CROWD = 30;

/** A plugin that tells whose number is which, calls every number that ever was, and can crash. */
const NUMBERS = `
import { defineCommand, definePlugin, type Plugin } from "@vestibule/core";
const which = defineCommand({
  key: "which",
  needs: "session",
  run: ({ session, msg }) => msg("You are session " + session.sessid + "."),
});
const call = defineCommand({
  key: "call",
  needs: "session",
  run({ args, game }) {
    for (let sessid = 1; sessid <= Number(args); sessid++) {
      game.sessions.get(sessid)?.msg("Calling session " + sessid + ".");
    }
  },
});
const burst = defineCommand({
  key: "burst",
  needs: "session",
  run: () => void setTimeout(() => { throw new Error("burst"); }),
});
const numbers: Plugin = definePlugin({
  name: "numbers",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    provide.commands("builtin/unloggedin", [which]);
    provide.commands("builtin/account", [which, call, burst]);
  },
});
export default numbers;
`;

Deno.test("wire 30. ids never reused: storms of disconnects before, during and after a reload and a crash", async () => {
  await using folder = await tempFolder();
  const path = await folder.write("mod.ts", NUMBERS);
  await using program = await startProgram({ args: [...withPlugin(path), ...AT_ONCE] });
  await using berta = await enterAsSuperuser(program, "Berta");
  await using clients = new AsyncDisposableStack();
  const kept: TelnetClient[] = [];
  const storm = async () => {
    const stayed = await Promise.all(
      Array.from({ length: CROWD }, (_, index) => comeAndGo(program.telnetPort, index)),
    );
    for (const client of stayed) if (client !== undefined) kept.push(clients.use(client));
  };

  await storm();
  await berta.send("reload");
  await Promise.all([storm(), berta.until(/The world has been reloaded\./)]);
  await storm();
  await berta.send("burst");
  await Promise.all([storm(), berta.until(/The world is back\./)]);
  await storm();

  const count = 1 + 5 * CROWD;
  const log = await program.until(new RegExp(`portal:connect #${count} `));
  const given = [...log.matchAll(/portal:connect #(\d+)/g)].map(([, id]) => Number(id));
  assert.deepEqual(given, Array.from({ length: count }, (_, index) => index + 1));
  const told: string[] = [];
  for (const client of kept) {
    await client.send("which");
    told.push(await client.until(/You are session \d+\./));
  }
  const own = told.map((text) => /session (\d+)/.exec(text)?.[1]);
  assert.equal(new Set(own).size, 5 * CROWD / 3);
  await berta.send(`call ${count}`);
  for (const [index, client] of kept.entries()) {
    await client.until(/Calling session/);
    await client.send("which");
    await client.until(/You are session/);
    const called = [...client.text.matchAll(/Calling session (\d+)\./g)].map(([, id]) => id);
    assert.deepEqual(called, [own[index]]);
  }
});

/** One of three is gone at once, one when it has read the login screen, and one stays. */
async function comeAndGo(port: number, index: number): Promise<TelnetClient | undefined> {
  const client = await TelnetClient.connect(port);
  if (index % 3 > 0) await client.until(/Welcome to/);
  if (index % 3 === 2) return client;
  await client[Symbol.asyncDispose]();
}
