import assert from "node:assert/strict";
import { browserTest } from "./browser.ts";
import { BrowserSocket } from "./browser_socket.ts";
import { enter, PASSWORD } from "./players.ts";
import { startProgram } from "./program.ts";

// deno-lint-ignore no-control-regex -- what a colour begins with
const IN_COLOR = /\x1b\[[\d;]+mThe Vestibule/;

/** How a client of one dialect talks, and what tells it that a line is hidden. */
interface Talk {
  readonly name: string;
  readonly send: (socket: BrowserSocket, line: string) => Promise<void>;
  /** How the first room is shown. */
  readonly room: RegExp;
  /** Checks it, of what was shown up to the prompt, or in what comes now. */
  readonly checkHidden: (socket: BrowserSocket, shown: string) => Promise<unknown>;
}

const bytes = (socket: BrowserSocket, line: string) => socket.sendBytes(`${line}\r\n`);
const envelope = (socket: BrowserSocket, line: string) =>
  socket.sendText(JSON.stringify({ proto: "text", id: "", data: line }));

/** IAC WILL ECHO (RFC 857) as the page's decoder shows it: no byte of it is UTF-8, but the last. */
const WILL_ECHO = "\ufffd\ufffd\x01";

// deno-lint-ignore require-await -- as the others are
const checkEcho = async (_: BrowserSocket, shown: string) => assert.ok(shown.includes(WILL_ECHO));

/** A client that says nothing of itself is sent no colours. */
const telnet = { send: bytes, room: /\r\nThe Vestibule/, checkHidden: checkEcho };

const TALKS: readonly Talk[] = [
  {
    name: "json.mudstandards.org",
    send: envelope,
    room: IN_COLOR,
    checkHidden: (socket) => socket.until("text", '"id":"Input.Mode","data":"\\"secret\\""'),
  },
  {
    name: "gmcp.mudstandards.org",
    send: bytes,
    room: IN_COLOR,
    checkHidden: (socket) => socket.until("text", 'Input.Mode "secret"'),
  },
  {
    name: "terminal.mudstandards.org",
    send: bytes,
    room: IN_COLOR,
    checkHidden: () => Promise.resolve(), // it has no word for it
  },
  { name: "telnet.mudstandards.org", ...telnet },
  { name: "binary", ...telnet },
  { name: "telnet", ...telnet },
];

for (const { name, send, room, checkHidden } of TALKS) {
  browserTest(`wire 28. WebSocket, each dialect: ${name} plays in a browser`, async (
    { context },
  ) => {
    await using program = await startProgram();
    await using anna = await enter(program.telnetPort, "Anna");
    await anna.send("quit"); // so that her character is free
    await anna.until(/Goodbye/);
    const socket = await BrowserSocket.open(context, {
      page: `http://127.0.0.1:${program.webPort}/healthz`,
      port: program.webPort,
      protocols: [name],
    });
    assert.equal(socket.protocol, name);
    await socket.until("binary", "Welcome to Vestibule.");
    await send(socket, "connect anna");
    await checkHidden(socket, await socket.until("binary", "Password: "));
    await send(socket, PASSWORD);
    assert.match(await socket.until("binary", "Exits:"), room);
    await send(socket, "say Grüße 🦊");
    const said = await socket.until("binary", "Grüße 🦊");
    assert.equal(said.includes(PASSWORD), false);
    await send(socket, "quit");
    await socket.until("binary", "Goodbye.");
    assert.match(String(await socket.ended()), /^1000 /);
  });
}

/** A page of another site, which speaks as Evennia's client library does: it names no dialect. */
browserTest(
  "12.1.7 a page of a listed site plays by Evennia's frames in a browser; no other may",
  async (
    { context },
  ) => {
    const listed = servePage();
    const other = servePage();
    try {
      await using program = await startProgram({ args: ["--set", `webOrigins=["${listed.url}"]`] });
      const open = (page: string, path = "/ws?b1946ac92492d234&chrome") =>
        BrowserSocket.open(context, { page, port: program.webPort, protocols: [], path });
      await assert.rejects(open(other.url), /refused/);

      const socket = await open(listed.url);
      assert.equal(socket.protocol, "");
      const send = (name: string, args: readonly unknown[], kwargs = {}) =>
        socket.sendText(JSON.stringify([name, args, kwargs]));
      await send("client_options", [], { window_id: 0, screenwidth: { 0: 100 }, cmdid: 0 });
      await socket.until("text", "Welcome to Vestibule.");
      await send("text", [`create evie "${PASSWORD}"`], { cmdid: 1 });
      await socket.until("text", '["logged_in",[],{}]');
      await send("text", ["idle"]);
      await send("text", ["<img src=x>"], { cmdid: 2 });
      assert.match(await socket.until("text", "&lt;img"), /^\["text",\["/m);
      await send("websocket_close", []);
      assert.equal(await socket.ended(), "1000 client_closed");
    } finally {
      await Promise.all([listed.close(), other.close()]);
    }
  },
);

/** Serves an empty page from a port of its own, and so from an origin of its own. */
function servePage(): { readonly url: string; close(): Promise<void> } {
  const headers = { "content-type": "text/html" };
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    () => new Response("<!doctype html>", { headers }),
  );
  return { url: `http://127.0.0.1:${server.addr.port}`, close: () => server.shutdown() };
}
