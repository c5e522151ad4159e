import assert from "node:assert/strict";
import { clientTest } from "./clients/client_test_case.ts";
import { visitBy } from "./clients/openssh.ts";
import { Terminal } from "./clients/terminal.ts";
import { startWatchedServer } from "./clients/watched_server.ts";
import { enter } from "./players.ts";

const PASSWORD = "correct horse";
const KEY = { up: "\x1b[A", left: "\x1b[D", home: "\x01", erase: "\x7f" } as const;
const CLEAR_SCREEN = "\x1b[H\x1b[2J";
const CTRL = { c: "\x03", d: "\x04", l: "\x0c" } as const;

clientTest(
  "OpenSSH's user has colours, edits lines, goes back to earlier ones, and leaves by Ctrl-D",
  ["script", "ssh"],
  async (script = "", ssh = "") => {
    await using watched = await startWatchedServer({ sshEnabled: true, sshPort: 0 });
    const { sshPort = 0, telnetPort = 0 } = watched.server;
    const telnet = await enter(telnetPort, "anna");
    await telnet.send("quit");
    await telnet.ended();
    await using terminal = new Terminal(script, visitBy(ssh, sshPort, "anna@127.0.0.1"));
    await terminal.until(/Password, or Enter for the login screen:/);
    await terminal.type(PASSWORD);
    await terminal.until(/Welcome, anna\./);

    await terminal.type("paint");
    await terminal.until(/Red and green: Zoë’s café, æøå\./);
    // deno-lint-ignore no-control-regex -- what a terminal is told is made of controls
    assert.match(terminal.raw, /\x1b\[(?:38;5;196|91|31|1;31|31;1)mRed/);

    // What is typed, and what is heard of it.
    const lines = [
      [`ear Grüße, 漢字!${KEY.erase}${KEY.home}h`, "Grüße, 漢字"],
      [KEY.up, "Grüße, 漢字"],
      [`hear to${KEY.left}w`, "two"],
      [`hear never${CTRL.c}hear at last`, "at last"],
    ] as const;
    for (const [index, [keys]] of lines.entries()) {
      await terminal.type(keys);
      await terminal.until(new RegExp(`Heard ${index + 1}\\.`));
    }
    assert.deepEqual(watched.heard, lines.map(([, wanted]) => wanted));

    await terminal.resize(132);
    await watched.until(({ screenWidth }) => screenWidth === 132);
    await terminal.press(CTRL.l);
    await terminal.press(CTRL.c);
    await terminal.until(/To leave, type quit, or press Ctrl-D on an empty line\./);
    assert.ok(terminal.raw.includes(CLEAR_SCREEN));
    await terminal.press(CTRL.d);
    await terminal.until(/Goodbye\. Come back soon\.[^]*exit status 0/);
    assert.ok(!terminal.screen.includes(PASSWORD));
  },
);
