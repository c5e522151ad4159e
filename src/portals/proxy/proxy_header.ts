import { parseAddress, parseNetwork } from "../../core/gate/network.ts";

/** What a proxy says before its client's first byte (PROXY protocol, versions 1 and 2). */
export type ProxyHeader =
  /** The beginning of a header, or nothing yet. */
  | { readonly kind: "incomplete" }
  /** No header: the connection begins with something else. */
  | { readonly kind: "absent" }
  | { readonly kind: "broken"; readonly why: string }
  | {
    readonly kind: "header";
    /** How many bytes it takes. */
    readonly length: number;
    /** The client's address; `undefined` where the proxy speaks for itself, as a health check. */
    readonly address: string | undefined;
    /** Whether the client speaks TLS with the proxy. */
    readonly isSecure: boolean;
  };

/** The longest header of version 1, its line end included (section 2.1). */
export const MAX_V1_BYTES = 107;

const V1_START = Uint8Array.from("PROXY ", (letter) => letter.charCodeAt(0));
/** How a header of version 2 begins: what no other protocol would say. */
export const PROXY_V2_START: Uint8Array = Uint8Array.of(
  0x0d,
  0x0a,
  0x0d,
  0x0a,
  0,
  0x0d,
  0x0a,
  0x51,
  0x55,
  0x49,
  0x54,
  0x0a,
);
/** A header of version 2: the start, version and command, family, length. */
const V2_FIXED_BYTES = 16;
const V2_VERSION = 2;
const LOCAL = 0;
const PROXY = 1;
/** Families of addresses, with how many bytes an address has and how long both ends are. */
const FAMILIES: Readonly<Record<number, { readonly bytes: number; readonly ends: number }>> = {
  1: { bytes: 4, ends: 12 },
  2: { bytes: 16, ends: 36 },
};
/** The type-length-value that tells of TLS, and the bit of its first byte (section 2.2.6). */
const TLV_SSL = 0x20;
const CLIENT_SSL = 0x01;
const TLV_HEAD_BYTES = 3;

const LF = 0x0a;
const CR = 0x0d;

/**
 * Reads the header at the start of a connection.
 *
 * @param bytes What came so far.
 * @param maxBytes The longest header of version 2 that is taken.
 */
export function readProxyHeader(bytes: Uint8Array, maxBytes: number): ProxyHeader {
  if (beginsAs(bytes, V1_START)) return readV1(bytes);
  if (beginsAs(bytes, PROXY_V2_START)) return readV2(bytes, maxBytes);
  return { kind: "absent" };
}

/** Tells whether bytes begin as a pattern does, as far as both go. */
function beginsAs(bytes: Uint8Array, pattern: Uint8Array): boolean {
  return pattern.subarray(0, bytes.length).every((byte, index) => byte === bytes[index]);
}

function readV1(bytes: Uint8Array): ProxyHeader {
  const end = bytes.subarray(0, MAX_V1_BYTES).indexOf(LF);
  if (end < 0) {
    return bytes.length < MAX_V1_BYTES ? { kind: "incomplete" } : broken("it is too long");
  }
  if (bytes[end - 1] !== CR) return broken("its line does not end in CR LF");
  const [, family, source = "", target = "", ...ports] = new TextDecoder("latin1")
    .decode(bytes.subarray(0, end - 1)).split(" ");
  const length = end + 1;
  if (family === "UNKNOWN") return { kind: "header", length, address: undefined, isSecure: false };
  const wanted = family === "TCP4" ? 4 : family === "TCP6" ? 6 : undefined;
  if (wanted === undefined) return broken("its family is unknown");
  const areAddresses = [source, target].every((text) => familyOf(text) === wanted);
  const arePorts = ports.length === 2 && ports.every(isPort);
  if (!areAddresses || !arePorts) return broken("its addresses make no sense");
  return { kind: "header", length, address: plain(source), isSecure: false };
}

/** A mapped address is written as IPv6, and names an IPv4 one. */
function familyOf(text: string): 4 | 6 | undefined {
  if (parseAddress(text) === undefined) return undefined;
  return text.includes(":") ? 6 : 4;
}

function isPort(text: string): boolean {
  return /^(?:0|[1-9]\d{0,4})$/.test(text) && Number(text) <= 65_535;
}

function readV2(bytes: Uint8Array, maxBytes: number): ProxyHeader {
  if (bytes.length < V2_FIXED_BYTES) return { kind: "incomplete" };
  const [versionAndCommand = 0, families = 0, high = 0, low = 0] = bytes.subarray(
    PROXY_V2_START.length,
  );
  const length = V2_FIXED_BYTES + high * 256 + low;
  const command = versionAndCommand & 0x0f;
  if (versionAndCommand >> 4 !== V2_VERSION) return broken("its version is unknown");
  if (command !== LOCAL && command !== PROXY) return broken("its command is unknown");
  if (length > maxBytes) return broken("it is too long");
  if (bytes.length < length) return { kind: "incomplete" };
  const family = FAMILIES[families >> 4];
  if (command === LOCAL || family === undefined) {
    return { kind: "header", length, address: undefined, isSecure: false };
  }
  const body = bytes.subarray(V2_FIXED_BYTES, length);
  if (body.length < family.ends) return broken("its addresses are cut off");
  const address = plain(textOf(body.subarray(0, family.bytes)));
  return { kind: "header", length, address, isSecure: tellsOfTls(body.subarray(family.ends)) };
}

function tellsOfTls(values: Uint8Array): boolean {
  for (let at = 0; at + TLV_HEAD_BYTES < values.length;) {
    const [type, high = 0, low = 0, first = 0] = values.subarray(at);
    const size = high * 256 + low;
    if (type === TLV_SSL && size > 0) return (first & CLIENT_SSL) !== 0;
    at += TLV_HEAD_BYTES + size;
  }
  return false;
}

function textOf(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join(".");
  const groups = bytes.toHex().match(/.{4}/g) ?? [];
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":");
}

/** One address is always written in one way, so that bans and counts find it. */
function plain(text: string): string {
  return parseNetwork(text)?.text ?? text;
}

function broken(why: string): ProxyHeader {
  return { kind: "broken", why };
}
