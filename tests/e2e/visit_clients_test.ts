import assert from "node:assert/strict";
import type { EmbeddedServer } from "../../src/embed.ts";
import { clientTest } from "./clients/client_test_case.ts";
import { type Client, CLIENTS } from "./clients/clients.ts";
import { Terminal } from "./clients/terminal.ts";
import { startWatchedServer, type WatchedServer } from "./clients/watched_server.ts";

const PASSWORD = "tall-clock-ticks";
const LISTENING = { tlsEnabled: true, tlsPort: 0, sshEnabled: true, sshPort: 0 };

for (const client of CLIENTS) {
  clientTest(
    `a visit with ${client.name}: screen, password, prompt, colours, window, UTF-8, compression, reload, end`,
    ["script", client.program],
    async (script, path) => {
      await using watched = await startWatchedServer(LISTENING);
      const { telnetPort, tlsPort, sshPort } = watched.server;
      const ports = { telnet: telnetPort, tls: tlsPort, ssh: sshPort };
      const port = ports[client.portal] ?? 0;
      await using terminal = new Terminal(script, client.command(path, port));
      await terminal.until(/Welcome to Vestibule\.[^]*leave/);
      await register(terminal);
      await logInAgain(terminal, watched.server);
      await paint(terminal, client);
      await speak(terminal, watched, client);
      await resize(terminal, watched, client);
      assert.equal(await watched.server.reload(), undefined);
      await walkAndTalk(terminal);
      await terminal.type("quit");
      await terminal.until(/Goodbye\. Come back soon\./);
      if (client.end?.after !== undefined) await terminal.until(client.end.after);
      if (client.end !== undefined) await terminal.type(client.end.typed);
      await terminal.ended();
      assert.equal(terminal.screen.includes(PASSWORD), client.showsPasswords === true);
      assert.equal(watched.flags.secure === true, client.portal !== "telnet");
      // None of these knows MXP, so none may be sent a tag.
      assert.notEqual(watched.flags.mxp, true);
      assert.doesNotMatch(terminal.raw, /<send|\[[47]z/);
    },
  );
}

async function register(terminal: Terminal): Promise<void> {
  await terminal.type("create anna");
  await terminal.until(/Choose a password:/);
  await terminal.type(PASSWORD);
  await terminal.until(/The same password again:/);
  await terminal.type(PASSWORD);
  await terminal.until(/Type help to see everything else\./);
  await terminal.type("charcreate Anna");
  await terminal.until(/What is Anna\?[^]*tinkerer/);
  // An empty line takes what is proposed, in this client as in any other.
  for (const next of [/good at\?/, /looks at Anna\?/, /This is Anna\.[^]*an empty line/]) {
    await terminal.type("");
    await terminal.until(next);
  }
  await terminal.type("yes");
  await terminal.until(/Character created: Anna\.[^]*You become Anna\./);
}

/** A reload at the password prompt comes between: what is typed shows again, and answers nothing. */
async function logInAgain(terminal: Terminal, server: EmbeddedServer): Promise<void> {
  await terminal.type("logout");
  await terminal.until(/Welcome to Vestibule\.[^]*leave/);
  await terminal.type("connect anna");
  await terminal.until(/Password:/);
  assert.equal(await server.reload(), undefined);
  await terminal.until(/The world has been reloaded\./);
  await terminal.type("too late");
  await terminal.until(/too late[^]*Nothing waits for that answer any more/);
  await terminal.type("connect anna");
  await terminal.until(/Password:/);
  await terminal.type(PASSWORD);
  await terminal.until(/Welcome, anna\.[^]*glass door\s+behind you\.[^]*You see: brass key/);
}

/** What a terminal is told for a green of 24 bits. */
const GREEN: Readonly<Record<Client["colours"], RegExp>> = {
  // deno-lint-ignore no-control-regex -- what a terminal is told is made of controls
  true: /\x1b\[38;2;58;181;124mgreen/,
  // deno-lint-ignore no-control-regex -- what a terminal is told is made of controls
  256: /\x1b\[38;5;\d+mgreen/,
  // deno-lint-ignore no-control-regex -- what a terminal is told is made of controls
  16: /\x1b\[[39]\dmgreen/,
  none: /[^m]green/,
};

/** Colours and UTF-8 on their way out. */
async function paint(terminal: Terminal, { colours, utf8 }: Client): Promise<void> {
  await terminal.type("paint");
  await terminal.until(utf8 ? /Red and green: Zoë’s café, æøå\./ : /Red and green: Zo[^ë]/);
  assert.match(terminal.raw, GREEN[colours]);
}

/** UTF-8 on its way in. */
async function speak(terminal: Terminal, { heard }: WatchedServer, client: Client): Promise<void> {
  await terminal.type("hear Zoë says æøå");
  await terminal.until(/Heard 1\./);
  if (client.utf8) assert.deepEqual(heard, ["Zoë says æøå"]);
  else assert.match(heard[0] ?? "", /^Zo[^ë]* says/);
}

async function resize(terminal: Terminal, watched: WatchedServer, client: Client): Promise<void> {
  const { columns, isCompressed } = client;
  if (columns === undefined) {
    assert.equal(watched.flags.screenWidth, undefined);
  } else {
    await terminal.resize(60);
    await watched.until(({ screenWidth }) => screenWidth === columns);
  }
  assert.equal(watched.flags.mccp === true, isCompressed);
}

async function walkAndTalk(terminal: Terminal): Promise<void> {
  await terminal.type("north");
  await terminal.until(/The Hall\n[^]*Exits: south, east, west, north/);
  await terminal.type("say Hello there!");
  await terminal.until(/You say, "Hello there!"/);
}
