import assert from "node:assert/strict";
import { COMMAND, OPTION } from "../../src/portals/telnet/telnet_bytes.ts";
import { TotpApp } from "../games/totp_app.ts";
import { bytes, latin1 } from "../portals/telnet/fake_peer.ts";
import { enter, PASSWORD, register } from "./players.ts";
import { pluginSource } from "./plugin_source.ts";
import { TelnetClient } from "./telnet_client.ts";

const { IAC, DO, WILL, WONT } = COMMAND;
const HIDE = latin1([IAC, WILL, OPTION.ECHO]);
const SHOW = latin1([IAC, WONT, OPTION.ECHO]);

/** What a client may be at when the game is started again under it. */
export interface Moment {
  readonly what: string;
  /** Connects a client and brings it there. */
  readonly come: (port: number) => Promise<TelnetClient>;
  /** Goes on from there, and checks what was kept and what was not. */
  readonly goOn: (client: TelnetClient) => Promise<void>;
}

/** How Berta may start the game again, and what everybody reads then: at once, and at the end. */
export const WAYS = [
  {
    what: "reload",
    line: "reload New code",
    begun: /Berta asked for a reload: New code/,
    news: /The world has been reloaded\./,
  },
  { what: "crash", line: "burst", begun: /The world has stopped\./, news: /The world is back\./ },
] as const;

/** The source of a plugin with what the ways and the moments need. */
export const TROUBLE: string = pluginSource({
  name: "trouble",
  commands: {
    burst: `() => { setTimeout(() => { throw new Error("burst"); }); }`,
    asks: `async ({ ask, msg }) => msg("You answered " + await ask("Yes? "))`,
    waits: `async ({ pause, msg }) => {
      msg("Waiting");
      await pause(600_000);
      msg("You waited");
    }`,
    asks_secret:
      `async ({ ask, msg }) => msg("You answered " + await ask("Yes? ", { secret: true }))`,
  },
});

/** The moments, each with an account of its own. */
export const MOMENTS: readonly Moment[] = [
  {
    what: "reload 10. at the login screen",
    come: (port) => arrive(port),
    async goOn(client) {
      await client.send(`create Adam "${PASSWORD}"`);
      await client.until(/Welcome, Adam/);
    },
  },
  {
    what: "reload 11. at the password prompt",
    async come(port) {
      await using _first = await register(port, "Cora");
      const client = await arrive(port);
      await asked(client, "connect Cora", /Password:/);
      return client;
    },
    async goOn(client) {
      await nobodyIsLoggedIn(client);
      await asked(client, "connect Cora", /Password:/);
      await client.send("a wrong one");
      await client.until(/do not belong together/);
      await asked(client, "connect Cora", /Password:/);
      await client.send(PASSWORD);
      await client.until(/Welcome, Cora/);
      assertShown(client);
    },
  },
  {
    what: "gate 9. reload 11. at the prompt for the code",
    async come(port) {
      await using first = await register(port, "Nora");
      await first.send("2fa on");
      const app = new TotpApp(await first.until(/otpauth:\S+\s/));
      await first.until(/The code that your app shows/);
      await first.send(app.codeAt(Date.now()));
      await first.until(/recovery codes/);
      const client = await arrive(port);
      await asked(client, "connect Nora", /Password:/);
      await asked(client, PASSWORD, /Code of your app/);
      return client;
    },
    async goOn(client) {
      await nobodyIsLoggedIn(client);
      await asked(client, "connect Nora", /Password:/);
      await asked(client, PASSWORD, /Code of your app/);
      await client.send("a wrong one");
      await client.until(/That code is wrong/);
      assert.doesNotMatch(client.text, /Welcome, Nora/);
      assertShown(client);
    },
  },
  {
    what: "reload 11. choosing a password",
    async come(port) {
      const client = await arrive(port);
      await asked(client, "create Dora", /Choose a password:/);
      await asked(client, PASSWORD, /The same password again:/);
      return client;
    },
    async goOn(client) {
      await nobodyIsLoggedIn(client);
      await client.send(`create Dora "${PASSWORD}"`);
      await client.until(/Account created: Dora/);
    },
  },
  {
    what: "reload 10. in a menu",
    async come(port) {
      const client = await register(port, "Edda");
      await client.send("charcreate Edda");
      await client.until(/What is Edda\?[^]*tinkerer/);
      return client;
    },
    async goOn(client) {
      await client.until(/What is Edda\?[^]*tinkerer/);
      await client.send("tinkerer");
      await client.until(/What is Edda good at\?/);
    },
  },
  {
    what: "reload 10. being asked something",
    async come(port) {
      const client = await register(port, "Fred");
      await client.send("asks");
      await client.until(/Yes\?/);
      return client;
    },
    async goOn(client) {
      await client.send("indeed");
      await client.until(/no command "indeed"/);
      assert.doesNotMatch(client.text, /You answered/);
    },
  },
  {
    what: "reload 11. being asked a secret",
    async come(port) {
      const client = await register(port, "Gina");
      await asked(client, "asks_secret", /Yes\?/);
      return client;
    },
    async goOn(client) {
      await nothingWaits(client);
      await client.send("indeed");
      await client.until(/no command "indeed"/);
      assert.doesNotMatch(client.text, /You answered/);
    },
  },
  {
    what: "reload 10. in a command that pauses",
    async come(port) {
      const client = await register(port, "Mona");
      await client.send("waits");
      await client.until(/Waiting/);
      return client;
    },
    async goOn(client) {
      await client.send("indeed");
      await client.until(/no command "indeed"/);
      assert.doesNotMatch(client.text, /You waited/);
    },
  },
  {
    what: "reload 10. in character",
    come: (port) => enter(port, "Hugo"),
    async goOn(client) {
      await client.send("say Still here");
      await client.until(/You say, "Still here"/);
    },
  },
  {
    what: "reload 10. with half a line typed",
    async come(port) {
      const client = await enter(port, "Ines");
      await client.write(bytes("say Wh"));
      return client;
    },
    async goOn(client) {
      await client.send("ole");
      await client.until(/You say, "Whole"/);
    },
  },
  {
    what: "reload 10. with half a line typed in character mode",
    async come(port) {
      const client = await enter(port, "Kurt");
      await client.write(bytes(IAC, DO, OPTION.SGA, "say Fin"));
      await client.until(/say Fin/);
      return client;
    },
    async goOn(client) {
      await client.until(/say Fin/);
      await client.write(bytes("e\r\0"));
      await client.until(/You say, "Fine"/);
    },
  },
  {
    what: "reload 11. with half a password typed in character mode",
    async come(port) {
      await using _first = await register(port, "Lena");
      const client = await arrive(port);
      await client.write(bytes(IAC, DO, OPTION.SGA, "connect Lena\r\0"));
      await client.until(/Password:/);
      await client.write(bytes(PASSWORD.slice(0, 7)));
      return client;
    },
    async goOn(client) {
      await client.write(bytes(PASSWORD.slice(7), "\r\0"));
      await client.until(/Nothing waits for that answer any more/);
      assert.ok(!client.received.includes(PASSWORD.slice(0, 7)));
      await client.write(bytes("connect Lena\r\0"));
      await client.until(/Password:/);
      await client.write(bytes(PASSWORD, "\r\0"));
      await client.until(/Welcome, Lena/);
      assert.ok(!client.received.includes(PASSWORD));
    },
  },
  {
    what: "reload 10. reading compressed text",
    async come(port) {
      const client = await enter(port, "Jane");
      await client.write(bytes(IAC, DO, OPTION.MCCP2));
      await client.send("say Smaller");
      await client.until(/You say, "Smaller"/);
      assert.ok(client.isCompressed);
      return client;
    },
    async goOn(client) {
      await client.send("say Still smaller");
      await client.until(/You say, "Still smaller"/);
    },
  },
];

async function arrive(port: number): Promise<TelnetClient> {
  const client = await TelnetClient.connect(port);
  await client.until(/Welcome to/);
  return client;
}

/** Types a line that is answered by a question for something secret. */
async function asked(client: TelnetClient, line: string, question: RegExp): Promise<void> {
  await client.send(line);
  await client.until(question);
  assert.ok(client.isSecret);
}

/** The question is gone: the password that was to answer it logs nobody in, and is shown nowhere. */
async function nobodyIsLoggedIn(client: TelnetClient): Promise<void> {
  await nothingWaits(client);
  await client.send("ooc");
  await client.until(/no command "ooc"/);
}

async function nothingWaits(client: TelnetClient): Promise<void> {
  assertShown(client);
  await client.send(PASSWORD);
  await client.until(/Nothing waits for that answer any more/);
}

/** What is typed is shown, and the client was told so after the last time that it was hidden. */
function assertShown(client: TelnetClient): void {
  assert.ok(!client.isSecret);
  assert.ok(client.received.lastIndexOf(SHOW) > client.received.lastIndexOf(HIDE));
}
