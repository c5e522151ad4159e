import assert from "node:assert/strict";
import { clientTest } from "./clients/client_test_case.ts";
import { Terminal } from "./clients/terminal.ts";
import { startWatchedServer } from "./clients/watched_server.ts";

/** Starts TinTin++ in a terminal of UTF-8, with a game whose text has another encoding. */
function tintin(script: string, path: string, { port, charset }: {
  readonly port: number | undefined;
  readonly charset: string;
}): Terminal {
  const session = `#session v 127.0.0.1 ${port ?? 0}`;
  return new Terminal(script, `${path} -G -e '#config charset ${charset};${session}'`);
}

clientTest(
  "wire 15. TinTin++ of UTF-8 accepts it, and of Latin-1 accepts that: letters arrive both ways",
  ["script", "tt++"],
  async (script, path) => {
    const samples = [
      { charset: "UTF-8", encoding: "utf-8", shown: /Zoë’s café, æøå\./ },
      { charset: "ISO1TOUTF8", encoding: "iso-8859-1", shown: /Zoë's café, æøå\./ },
    ];
    for (const { charset, encoding, shown } of samples) {
      await using watched = await startWatchedServer({ guestEnabled: true });
      await using terminal = tintin(script, path, { port: watched.server.telnetPort, charset });
      await terminal.until(/Welcome to Vestibule\.[^]*leave/);
      await terminal.type("connect guest");
      await watched.until((flags) => flags.encoding === encoding);
      await terminal.type("paint");
      await terminal.until(shown);
      await terminal.type("hear Zoë says æøå");
      await terminal.until(/Heard 1\./);
      assert.deepEqual(watched.heard, ["Zoë says æøå"]);
      await terminal.type("quit");
      await terminal.until(/Goodbye/);
    }
  },
);

clientTest(
  "wire 15. TinTin++ of CP1251 rejects what is offered: its lines are read all the same, and the option sets what it is sent",
  ["script", "tt++"],
  async (script, path) => {
    await using watched = await startWatchedServer({
      guestEnabled: true,
      encodings: ["windows-1251"],
    });
    const port = watched.server.telnetPort;
    await using terminal = tintin(script, path, { port, charset: "CP1251TOUTF8" });
    await terminal.until(/Welcome to Vestibule\.[^]*leave/);
    await terminal.type("connect guest");
    await terminal.until(/Welcome, Guest/);
    await terminal.type("hear Привет");
    await terminal.until(/Heard 1\./);
    assert.deepEqual(watched.heard, ["Привет"]);
    await terminal.type("option encoding = cp1251");
    await terminal.until(/The option encoding is windows-1251 now\./);
    await terminal.type("say Привет, это я");
    await terminal.until(/You say, "Привет, это я"/);
    await terminal.type("quit");
    await terminal.until(/Goodbye/);
  },
);
