import assert from "node:assert/strict";
import { clientTest } from "./clients/client_test_case.ts";
import { Terminal } from "./clients/terminal.ts";
import { startProgram } from "./program.ts";

const PASSWORD = "tall-clock-ticks";

/** A client with a screen. */
interface Client {
  readonly name: string;
  /** Its program. */
  readonly program: string;
  /** Returns the command that connects it. */
  readonly command: (path: string, port: number) => string;
  /** What ends it once the server has closed the connection, if it stays. */
  readonly end?: string;
}

const CLIENTS: readonly Client[] = [
  {
    name: "inetutils telnet",
    program: "telnet",
    command: (path, port) => `${path} 127.0.0.1 ${port}`,
  },
  {
    name: "TinTin++",
    program: "tt++",
    command: (path, port) => `${path} -G -e '#session v 127.0.0.1 ${port}'`,
    end: "#end",
  },
  {
    name: "TinyFugue",
    program: "tf",
    command: (path, port) => `${path} -n 127.0.0.1 ${port}`,
    end: "/quit",
  },
];

for (const { name, program, command, end } of CLIENTS) {
  clientTest(
    `a visit with ${name} shows no password and breaks lines at its window`,
    ["script", program],
    async (script, path) => {
      await using server = await startProgram();
      await using terminal = new Terminal(script, command(path, server.telnetPort));
      await terminal.until(/Welcome to Vestibule\.[^]*leave/);
      await register(terminal);
      await logInAgain(terminal);
      await walkAndTalk(terminal);
      await terminal.type("quit");
      await terminal.until(/Goodbye\. Come back soon\./);
      if (end !== undefined) await terminal.type(end);
      await terminal.ended();
      assert.ok(!terminal.screen.includes(PASSWORD));
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
  await terminal.until(/Welcome, anna\.[^]*glass door\nbehind you\.[^]*You see: brass key/);
}

async function walkAndTalk(terminal: Terminal): Promise<void> {
  await terminal.type("north");
  await terminal.until(/The Hall\n[^]*Exits: south, east, west, north/);
  await terminal.type("say Hello there!");
  await terminal.until(/You say, "Hello there!"/);
}
