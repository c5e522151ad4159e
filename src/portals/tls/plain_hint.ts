import type { OpenPorts } from "../../core/settings/ports.ts";
import type { Trace } from "../../core/trace/trace.ts";
import type { Clock } from "../../core/clock.ts";
import type { ServedClient } from "../tcp_portal.ts";
import type { ByteStream } from "../telnet/byte_stream.ts";
import {
  protocolOfLine,
  ProtocolSniffer,
  wrongPortHint,
  type WrongProtocol,
} from "../telnet/wrong_port.ts";
import { sayAndEnd } from "./say_and_end.ts";

/** What a client that does not speak TLS is told with. */
export interface PlainHintOptions {
  readonly clock: Clock;
  readonly trace: Trace;
  readonly ports: () => OpenPorts;
  /** Where the client is. */
  readonly address: string;
}

/**
 * Tells a client without TLS where it is expected, and ends its connection.
 *
 * @param stream The client's.
 * @param said Its first bytes.
 */
export function plainHint(
  stream: ByteStream,
  said: Uint8Array,
  { clock, trace, ports, address }: PlainHintOptions,
): ServedClient {
  return sayAndEnd(stream, clock, () => {
    const spoken = spokenIn(said);
    trace.emit("tls:wrong_port", { data: { spoken, address } });
    const isTelnet = spoken === "plain" || spoken === "nothing";
    return isTelnet ? plainText(ports()) : wrongPortHint(spoken, ports());
  });
}

function plainText({ telnetPort }: OpenPorts): string {
  const where = telnetPort === undefined ? "" : ` Plain telnet is on port ${telnetPort}.`;
  return `This port speaks telnet over TLS.${where}\n`;
}

function spokenIn(said: Uint8Array): WrongProtocol | "plain" | "nothing" {
  if (said.length === 0) return "nothing";
  const [line = ""] = new TextDecoder("latin1").decode(said).split(/\r?\n/);
  return new ProtocolSniffer().sniff(said) ?? protocolOfLine(line) ?? "plain";
}
