import assert from "node:assert/strict";
import { COMMAND, OPTION } from "../../src/portals/telnet/telnet_bytes.ts";
import { browserTest } from "./browser.ts";
import { BrowserSocket } from "./browser_socket.ts";
import { enter, PASSWORD } from "./players.ts";
import { startProgram } from "./program.ts";

// deno-lint-ignore no-control-regex -- what a colour begins with
const IN_COLOR = /\x1b\[[\d;]+mThe Vestibule/;

/** How a client of one dialect talks, and what it is told. */
interface Talk {
  readonly name: string;
  readonly send: (socket: BrowserSocket, line: string) => Promise<void>;
  /** Says that the window has 40 columns, and what else the dialect lets a client say. */
  readonly hello?: (socket: BrowserSocket) => Promise<void>;
  /** In which messages GMCP comes, if the dialect has it. */
  readonly gmcp?: "binary" | "text";
  /** Checks that a line is hidden, of what was shown up to the prompt or in what comes now. */
  readonly checkHidden?: (socket: BrowserSocket, shown: string) => Promise<unknown>;
}

const bytes = (socket: BrowserSocket, line: string) => socket.sendBytes(`${line}\r\n`);
const envelope = (socket: BrowserSocket, proto: string, data: string) =>
  socket.sendText(JSON.stringify({ proto, id: "", data }));

/** IAC WILL ECHO (RFC 857) as the page's decoder shows it: no byte of it is UTF-8, but the last. */
const WILL_ECHO = "\ufffd\ufffd\x01";

const { IAC, WILL, DO, SB, SE } = COMMAND;
const { TTYPE, NAWS, GMCP } = OPTION;

/** What a client of telnet says unasked: 256 colours, 40 columns, and that it takes GMCP. */
const TELNET_HELLO = [
  ...[IAC, WILL, TTYPE, IAC, SB, TTYPE, 0, ...new TextEncoder().encode("MTTS 9"), IAC, SE],
  ...[IAC, WILL, NAWS, IAC, SB, NAWS, 0, 40, 0, 24, IAC, SE, IAC, DO, GMCP],
];

const TELNET: Omit<Talk, "name"> = {
  send: bytes,
  hello: (socket) => socket.sendBytes(TELNET_HELLO),
  gmcp: "binary",
  // deno-lint-ignore require-await -- as the others are
  checkHidden: async (_, shown) => assert.ok(shown.includes(WILL_ECHO)),
};

const TALKS: readonly Talk[] = [
  {
    name: "json.mudstandards.org",
    send: (socket, line) => envelope(socket, "text", line),
    hello: (socket) => envelope(socket, "telnet_31", "ACgAGA=="),
    gmcp: "text",
    checkHidden: (socket) => socket.until("text", '"id":"Input.Mode","data":"\\"secret\\""'),
  },
  {
    name: "gmcp.mudstandards.org",
    send: bytes,
    gmcp: "text",
    checkHidden: (socket) => socket.until("text", 'Input.Mode "secret"'),
  },
  // It has no word for a window's size, for data or for a hidden line.
  { name: "terminal.mudstandards.org", send: bytes },
  { name: "telnet.mudstandards.org", ...TELNET },
  { name: "binary", ...TELNET },
  { name: "telnet", ...TELNET },
];

for (const { name, send, hello, gmcp, checkHidden } of TALKS) {
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
    await hello?.(socket);
    await socket.until("binary", "Welcome to Vestibule.");
    await send(socket, "connect anna");
    const asked = await socket.until("binary", "Password: ");
    await checkHidden?.(socket, asked);
    await send(socket, PASSWORD);
    const room = await socket.until("binary", "Exits:");
    assert.match(room, IN_COLOR);
    if (gmcp !== undefined) await socket.until(gmcp, "Room.Info");
    await send(socket, `say ${"Grüße 🦊 ".repeat(6)}end.`);
    const said = await socket.until("binary", "end.");
    assert.equal(
      said.split("You say")[1]?.includes("\r\n"),
      hello !== undefined,
      "a narrow window",
    );
    assert.equal(`${room}${said}`.includes(PASSWORD), false);
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
      const path = "/ws?b1946ac92492d234&chrome";
      const open = (page: string, protocols: readonly string[] = []) =>
        BrowserSocket.open(context, { page, port: program.webPort, protocols, path });
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

      const again = await open(listed.url, ["v1.evennia.com"]);
      assert.equal(again.protocol, "v1.evennia.com");
      assert.match(await again.until("text", "Welcome to Vestibule."), /<span class=\\"fg-\d+\\">/);
      const type = (line: string) => again.sendText(JSON.stringify(["text", [line], {}]));
      await type("connect evie");
      await again.until("text", '["prompt",["Password: "],{"secret":true}]');
      await type(PASSWORD);
      await again.until("text", '["logged_in",[],{}]');
      await type("quit");
      assert.equal((await again.until("text", "Goodbye.")).includes(PASSWORD), false);
      assert.equal(await again.ended(), "1000 quit");
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
