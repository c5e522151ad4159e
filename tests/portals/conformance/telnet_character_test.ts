import type { ConnectionSink } from "../../../src/portals/session/connection.ts";
import { COMMAND, OPTION } from "../../../src/portals/telnet/telnet_bytes.ts";
import { untilTyping } from "./edited_typing.ts";
import { portalOob } from "./oob_suite.ts";
import { portalConformance, type SuiteClient, type SuitePortal } from "./suite.ts";
import { openTelnetSuite } from "./telnet_suite.ts";
import type { TelnetSocket } from "./telnet_socket.ts";

const { IAC, DO } = COMMAND;

portalConformance("TelnetConnection in character mode", open);
portalOob("TelnetConnection in character mode", open);

function open(sink: ConnectionSink): Promise<SuitePortal> {
  return openTelnetSuite({ sink, characterMode: "asked" }, character);
}

async function character(socket: TelnetSocket): Promise<SuiteClient> {
  await socket.send(IAC, DO, OPTION.SGA);
  const press = (keys: string) => socket.send(keys);
  const until = (text: string) => socket.until(text);
  const untilRaw = (bytes: string) => socket.untilRaw(bytes);
  return {
    type: (line) => press(`${line}\r\0`),
    until,
    untilTyping: (mode) => untilTyping({ press, until, untilRaw }, mode),
    resize: (columns) => socket.resize(columns),
    oob: socket.oob,
    ended: () => socket.ended(),
    vanish: () => socket.vanish(),
  };
}
