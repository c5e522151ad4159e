import { isDeepStrictEqual } from "node:util";
import { ManualClock } from "../../../src/core/clock.ts";
import { gmcpName } from "../../../src/portals/gmcp/names.ts";
import { listenWeb } from "../../../src/portals/web/listen_web.ts";
import { DialectClient, openStream } from "../web/dialect_client.ts";
import { webOptions } from "../web/web_fixture.ts";
import { portalOob } from "./oob_suite.ts";
import { type OpenPortal, portalConformance, type SuiteClient } from "./suite.ts";
import { TelnetSocket } from "./telnet_socket.ts";

for (const name of ["telnet.mudstandards.org", "binary", "telnet"]) {
  const open = opener((port) => telnetClient(port, name));
  portalConformance(name, open);
  portalOob(name, open);
}
for (const name of ["gmcp.mudstandards.org", "json.mudstandards.org"]) {
  const open = opener(async (port) => oobClient(await DialectClient.open(port, [name])));
  portalConformance(name, open);
  portalOob(name, open);
}
portalConformance(
  "terminal.mudstandards.org",
  opener(async (port) =>
    terminalClient(await DialectClient.open(port, ["terminal.mudstandards.org"]))
  ),
  { cannot: ["hide typing", "resize"] },
);

/** A client, and what resolves when it is gone. */
interface Opened {
  readonly client: SuiteClient;
  readonly gone: () => Promise<unknown>;
}

function opener(connect: (port: number) => Promise<Opened>): OpenPortal {
  return async (sink) => {
    const clock = new ManualClock();
    const portal = await listenWeb({ ...webOptions({ clock }), sink });
    const opened: Opened[] = [];
    let closing: Promise<void> | undefined;
    const closeAll = async () => {
      await portal.close();
      await Promise.all(opened.map(({ gone }) => gone()));
    };
    return {
      protocolKey: "websocket",
      advance: (ms) => clock.advance(ms),
      async connect() {
        const one = await connect(portal.port);
        opened.push(one);
        return one.client;
      },
      close: () => closing ??= closeAll(),
    };
  };
}

async function telnetClient(port: number, name: string): Promise<Opened> {
  const client = await TelnetSocket.over(await openStream(port, name));
  return { client, gone: () => client.close() };
}

function terminalClient(client: DialectClient): Opened {
  const suiteClient = {
    type: (line: string) => Promise.resolve(client.sendBytes(`${line}\r\n`)),
    until: async (text: string) => void await client.until(text),
    untilTyping: () => Promise.reject(new Error("a terminal is told nothing")),
    resize: () => Promise.reject(new Error("a terminal tells nothing")),
    ended: async () => void await client.closed,
    vanish: () => client.vanish(),
  };
  return { client: suiteClient, gone: () => client.closed };
}

function oobClient(client: DialectClient): Opened {
  const { client: terminal, gone } = terminalClient(client);
  const isJson = client.protocol === "json.mudstandards.org";
  const write = (id: string, data: unknown) => {
    const text = JSON.stringify(data);
    client.sendText(isJson ? JSON.stringify({ proto: "gmcp", id, data: text }) : `${id} ${text}`);
  };
  const until = async (id: string, data: unknown) => {
    for (;;) {
      const [found, text] = read(await client.nextMessage(), isJson);
      if (found === id && isDeepStrictEqual(JSON.parse(text), data)) return;
    }
  };
  const suiteClient: SuiteClient = {
    ...terminal,
    untilTyping: (mode) => until("Input.Mode", mode === "hidden" ? "secret" : "normal"),
    resize: (columns) => Promise.resolve(resize(columns)),
    oob: {
      agree: () => Promise.resolve(),
      send: (name, kwargs) => Promise.resolve(write(gmcpName(name) ?? "", kwargs)),
      until: (name, kwargs) => until(gmcpName(name) ?? "", kwargs),
    },
  };
  return { client: suiteClient, gone };

  function resize(columns: number): void {
    if (!isJson) return write("Client.Options", { screenwidth: columns });
    const data = btoa(String.fromCharCode(0, columns, 0, 40));
    client.sendText(JSON.stringify({ proto: "telnet_31", data }));
  }
}

function read(message: string, isJson: boolean): [id: string, data: string] {
  if (isJson) {
    const { id, data } = JSON.parse(message);
    return [id, data === "" ? "null" : data];
  }
  const at = message.indexOf(" ");
  return at < 0 ? [message, "null"] : [message.slice(0, at), message.slice(at + 1)];
}
