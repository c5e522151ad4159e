import assert from "node:assert/strict";
import { clientTest } from "./clients/client_test_case.ts";
import { Terminal } from "./clients/terminal.ts";
import { startWatchedServer } from "./clients/watched_server.ts";

const ESCAPE = "\x1d";
const COMMANDS = ["ayt", "ao", "brk", "ip", "ec", "el", "nop"];

clientTest(
  "inetutils telnet sends AYT, AO, BRK, IP, EC, EL and NOP: each is answered or does nothing, and lines go on",
  ["script", "telnet"],
  async (script, path) => {
    await using watched = await startWatchedServer();
    const port = watched.server.telnetPort ?? 0;
    await using terminal = new Terminal(script, `${path} 127.0.0.1 ${port}`);
    await terminal.until(/Welcome to Vestibule\.[^]*leave/);
    for (const command of COMMANDS) {
      await terminal.press(ESCAPE);
      await terminal.until(/telnet> /);
      await terminal.type(`send ${command}`);
      if (command === "ayt") await terminal.until(/Yes, somebody is here\./);
      await terminal.type(`connect nobody-${command}`);
      await terminal.until(/Password:/);
      await terminal.type("");
      await terminal.until(/cancelled/i);
    }
    await terminal.type("quit");
    await terminal.until(/Goodbye\. Come back soon\./);
    await terminal.ended();
    assert.doesNotMatch(terminal.screen, /There is no command/);
  },
);
