import assert from "node:assert/strict";
import { clientTest } from "./clients/client_test_case.ts";
import { CLIENTS } from "./clients/clients.ts";
import { Terminal } from "./clients/terminal.ts";
import { startWatchedServer } from "./clients/watched_server.ts";

const PASSWORD = "tall-clock-ticks";
const ESCAPE = "\x1d";
const BACKSPACE = "\x7f";
const UP = "\x1b[A";
const LEFT = "\x1b[D";

async function register(terminal: Terminal): Promise<void> {
  await terminal.type("create anna");
  await terminal.until(/Choose a password:/);
  await terminal.type(`${PASSWORD}x${BACKSPACE}`);
  await terminal.until(/The same password again:/);
  await terminal.type(`${PASSWORD}é${BACKSPACE}`);
  await terminal.until(/Type help to see everything else\./);
  await terminal.type("charcreate Annna\x1b[D\x1b[D\x7f");
  await terminal.until(/Character created: Anna\./);
  await terminal.type("ic Anna");
  await terminal.until(/You become Anna\./);
}

/** Types with mistakes, and mends them by the keys that the server has to know. */
async function edit(terminal: Terminal): Promise<void> {
  await terminal.type(`hear wrongg\x15hear Zoë syas${BACKSPACE}${BACKSPACE}${BACKSPACE}ays`);
  await terminal.until(/Heard 1\./);
  await terminal.press(`hear æåø`);
  await terminal.until(/hear æåø/);
  await terminal.type(`${LEFT}${LEFT}${BACKSPACE}x`);
  await terminal.until(/Heard 2\./);
  await terminal.type(UP);
  await terminal.until(/Heard 3\./);
}

const EDITED = ["Zoë says", "xåø", "xåø"];

clientTest(
  "wire 13. inetutils telnet asks for character mode: lines are edited here, passwords hidden, until it asks no more",
  ["script", "telnet"],
  async (script, path) => {
    await using watched = await startWatchedServer({ plugins: [] });
    const port = watched.server.telnetPort ?? 0;
    await using terminal = new Terminal(script, `${path} 127.0.0.1 ${port}`);
    await terminal.until(/Welcome to Vestibule\.[^]*leave/);
    await terminal.press(ESCAPE);
    await terminal.until(/telnet> /);
    await terminal.type("mode character");
    await register(terminal);
    await edit(terminal);
    assert.deepEqual(watched.heard, EDITED);
    assert.equal(await watched.server.reload(), undefined);
    await terminal.type(`hear after${LEFT}${BACKSPACE}f`);
    await terminal.until(/Heard 4\./);
    assert.deepEqual(watched.heard.at(-1), "aftfr");
    await terminal.press(ESCAPE);
    await terminal.until(/telnet> /);
    await terminal.type("mode line");
    await terminal.type("hear a line");
    await terminal.until(/Heard 5\./);
    assert.equal(watched.heard.at(-1), "a line");
    await terminal.type("quit");
    await terminal.until(/Goodbye\. Come back soon\./);
    await terminal.ended();
    assert.ok(!terminal.screen.includes("tall"), "the password was never shown");
  },
);

const CAN = CLIENTS.filter(({ name }) => name === "telnet" || name === "TinTin++");

for (const { name, program, command, end, portal } of CAN) {
  clientTest(
    `wire 13. ${name} takes character mode when it is offered: lines are edited here, Ctrl-D leaves`,
    ["script", program],
    async (script, path) => {
      await using watched = await startWatchedServer({
        plugins: [],
        characterMode: "offered",
        ...{ tlsEnabled: true, tlsPort: 0 },
      });
      const { telnetPort, tlsPort } = watched.server;
      const port = (portal === "tls" ? tlsPort : telnetPort) ?? 0;
      await using terminal = new Terminal(script, command(path, port));
      await terminal.until(/Welcome to Vestibule\.[^]*leave/);
      await register(terminal);
      await edit(terminal);
      assert.deepEqual(watched.heard, EDITED);
      await terminal.press("\x04");
      await terminal.until(/Goodbye\. Come back soon\./);
      if (end?.after !== undefined) await terminal.until(end.after);
      if (end !== undefined) await terminal.type(end.typed);
      await terminal.ended();
      assert.ok(!terminal.screen.includes("tall"), "the password was never shown");
    },
  );
}
