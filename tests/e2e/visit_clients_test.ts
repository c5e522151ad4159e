import assert from "node:assert/strict";
import { clientTest } from "./clients/client_test_case.ts";
import { type Client, CLIENTS } from "./clients/clients.ts";
import { Terminal } from "./clients/terminal.ts";
import { startWatchedServer, type WatchedServer } from "./clients/watched_server.ts";

const PASSWORD = "tall-clock-ticks";

for (const client of CLIENTS) {
  clientTest(
    `a visit with ${client.name}: screen, password, colours, window, UTF-8, reload, end`,
    ["script", client.program],
    async (script, path) => {
      await using watched = await startWatchedServer({ tlsEnabled: true, tlsPort: 0 });
      const { telnetPort, tlsPort } = watched.server;
      const port = (client.isSecure ? tlsPort : telnetPort) ?? 0;
      await using terminal = new Terminal(script, client.command(path, port));
      await terminal.until(/Welcome to Vestibule\.[^]*leave/);
      await register(terminal);
      await logInAgain(terminal);
      await paint(terminal, client);
      await speak(terminal, watched, client);
      await resize(terminal, watched, client);
      assert.equal(await watched.server.reload(), undefined);
      await walkAndTalk(terminal);
      await terminal.type("quit");
      await terminal.until(/Goodbye\. Come back soon\./);
      if (client.end !== undefined) await terminal.type(client.end);
      await terminal.ended();
      assert.equal(terminal.screen.includes(PASSWORD), client.showsPasswords === true);
      assert.equal(watched.flags.secure, client.isSecure);
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

async function logInAgain(terminal: Terminal): Promise<void> {
  await terminal.type("logout");
  await terminal.until(/Welcome to Vestibule\.[^]*leave/);
  await terminal.type("connect anna");
  await terminal.until(/Password:/);
  await terminal.type(PASSWORD);
  await terminal.until(/Welcome, anna\.[^]*glass door\s+behind you\.[^]*You see: brass key/);
}

/** Colours and UTF-8 on their way out. */
async function paint(terminal: Terminal, { shown, colour }: Client): Promise<void> {
  await terminal.type("paint");
  await terminal.until(shown);
  assert.match(terminal.raw, colour);
}

/** UTF-8 on its way in. */
async function speak(terminal: Terminal, { heard }: WatchedServer, client: Client): Promise<void> {
  await terminal.type("hear Zoë says æøå");
  await terminal.until(/Heard 1\./);
  if (client.heard === undefined) assert.match(heard[0] ?? "", /^Zo\S* says/);
  else assert.deepEqual(heard, [client.heard]);
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
