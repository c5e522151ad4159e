import { isGmcpName } from "../../gmcp/names.ts";
import { isTooDeep } from "../../json_depth.ts";
import { readWindowSize } from "../../telnet/options/naws.ts";
import type { ClientFrame } from "../read_frame.ts";
import { splitTypedLines } from "../typed_lines.ts";
import type { Dialect, DialectHost, DialectKind } from "./dialect.ts";
import { GmcpMessages } from "./gmcp_messages.ts";
import { OobTerminal } from "./oob_terminal.ts";

const DECODER = new TextDecoder();
const ENCODER = new TextEncoder();
/** The longest base64 of a window's size: four bytes. */
const SIZE_CHARACTERS = 8;

/**
 * Binary messages are a terminal's text, text messages are envelopes:
 * `{"proto":"gmcp","id":"Core.Hello","data":"{\"client\":\"Lamp\"}"}`.
 */
export const JSON_ENVELOPES: DialectKind = {
  name: "json.mudstandards.org",
  flags: { oob: true, gmcp: true },
  create: createJsonDialect,
};

/** What an envelope of a client holds; `data` is most often itself JSON. */
interface Envelope {
  readonly proto: string;
  readonly id: string;
  readonly data: string;
}

function createJsonDialect(host: DialectHost): Dialect {
  const gmcp = new GmcpMessages(host, (payload) => host.send(envelopeOf(payload)));
  const read = (message: Uint8Array) => {
    const envelope = readEnvelope(DECODER.decode(message), host.limits.maxDepth);
    if (envelope?.proto === "gmcp") {
      const { id, data } = envelope;
      if (!isGmcpName(id)) return host.take({ kind: "ignored", why: "not a name" });
      return gmcp.read(ENCODER.encode(data === "" ? id : `${id} ${data}`));
    }
    host.take(frameOf(envelope, host.limits.maxLineLength));
  };
  return new OobTerminal(host, { read, send: (call) => gmcp.send(call) });
}

function envelopeOf(payload: Uint8Array): string {
  const [, id = "", data = ""] = /^(\S+)\s?([^]*)$/.exec(DECODER.decode(payload)) ?? [];
  return JSON.stringify({ proto: "gmcp", id, data });
}

function frameOf(envelope: Envelope | undefined, maxLineLength: number): ClientFrame {
  switch (envelope?.proto) {
    case undefined:
      return { kind: "ignored", why: "not an envelope" };
    case "text":
      return { kind: "lines", ...splitTypedLines(envelope.data, maxLineLength) };
    case "telnet_31":
      return frameOfSize(envelope.data);
    case "websocket_close":
      return { kind: "close" };
    default:
      return { kind: "ignored", why: "unknown proto" };
  }
}

/** The window's size as telnet's option 31 has it (RFC 1073), in base64. */
function frameOfSize(data: string): ClientFrame {
  const flags = readWindowSize(fromBase64(data));
  return flags === undefined
    ? { kind: "ignored", why: "not a window's size" }
    : { kind: "options", flags };
}

function fromBase64(data: string): Uint8Array {
  if (data.length > SIZE_CHARACTERS) return new Uint8Array(0);
  try {
    return Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array(0);
  }
}

/** Reads an envelope; `data` that is no string is taken as the JSON that it is. */
function readEnvelope(text: string, maxDepth: number): Envelope | undefined {
  const value = isTooDeep(text, maxDepth) ? undefined : parse(text);
  if (typeof value !== "object" || value === null || !("proto" in value)) return undefined;
  const { proto, id = "", data = "" } = value as Partial<Record<keyof Envelope, unknown>>; // an object
  if (typeof proto !== "string" || typeof id !== "string") return undefined;
  return { proto, id, data: typeof data === "string" ? data : JSON.stringify(data) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
