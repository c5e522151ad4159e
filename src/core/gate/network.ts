import ipaddr from "ipaddr.js";

/** The kind of an address. An IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2) is an IPv4 one. */
export type AddressFamily = 4 | 6;

/** An address as a number. */
export interface Address {
  readonly family: AddressFamily;
  readonly value: bigint;
}

/** The addresses of one family that begin with the same bits; one address is a network too. */
export interface Network {
  /** How it is written, always the same way: `192.0.2.0/24`, `2001:db8::1`. */
  readonly text: string;
  readonly family: AddressFamily;
  /** How many bits its addresses share: 0-32 or 0-128. */
  readonly bits: number;
  /** Those bits as a number. */
  readonly prefix: bigint;
}

/** How many bits an address of each family has. */
const WIDTH: Readonly<Record<AddressFamily, number>> = { 4: 32, 6: 128 };

/** How many bits of a mapped address say that it is one. */
const MAPPED_BITS = 96;

/** Longer texts are no address, whatever is in them. */
const MAX_LENGTH = 64;

/** Reads an address; a zone behind it, as in `fe80::1%eth0`, does not count. */
export function parseAddress(text: string): Address | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const parsed = parse(text.replace(/%[\w.-]+$/, ""));
  return parsed === undefined ? undefined : numberOf(unmapped(parsed));
}

/**
 * Reads an address or a network in CIDR notation (RFC 4632, RFC 4291), such as `192.0.2.7` or
 * `2001:db8::/32`. Bits behind the prefix are dropped.
 */
export function parseNetwork(text: string): Network | undefined {
  const match = text.length > MAX_LENGTH ? null : /^([^/%]+)(?:\/(\d{1,3}))?$/.exec(text);
  const parsed = match?.[1] === undefined ? undefined : parse(match[1]);
  if (parsed === undefined) return undefined;
  const plain = unmapped(parsed);
  const { family, value } = numberOf(plain);
  const dropped = plain === parsed ? 0 : MAPPED_BITS;
  const bits = match?.[2] === undefined ? WIDTH[family] : Number(match[2]) - dropped;
  if (bits < 0 || bits > WIDTH[family]) return undefined;
  return networkOf({ family, value }, bits);
}

/** Tells whether an address is in a network. */
export function isInNetwork(address: Address, network: Network): boolean {
  return address.family === network.family && prefixOf(address, network.bits) === network.prefix;
}

/** Tells whether two networks have an address in common: one is then within the other. */
export function doOverlap(one: Network, other: Network): boolean {
  const bits = Math.min(one.bits, other.bits);
  return one.family === other.family && shortened(one, bits) === shortened(other, bits);
}

/** Returns the first bits of an address as a number. */
export function prefixOf({ family, value }: Address, bits: number): bigint {
  return value >> BigInt(WIDTH[family] - bits);
}

type Parsed = ipaddr.IPv4 | ipaddr.IPv6;

/** The library also takes `010.1` and `0x7f.1`, which every program reads in its own way. */
function parse(text: string): Parsed | undefined {
  const plain = text.replace(/^::ffff:(?=\d+\.)/i, "");
  if (plain.includes(".") || !plain.includes(":")) {
    return ipaddr.IPv4.isValidFourPartDecimal(plain) ? v4(plain, text !== plain) : undefined;
  }
  return ipaddr.IPv6.isValid(plain) ? ipaddr.IPv6.parse(plain) : undefined;
}

function v4(text: string, isMapped: boolean): Parsed {
  const address = ipaddr.IPv4.parse(text);
  return isMapped ? address.toIPv4MappedAddress() : address;
}

function unmapped(address: Parsed): Parsed {
  const isMapped = address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress();
  return isMapped ? address.toIPv4Address() : address;
}

function numberOf(address: Parsed): Address {
  const value = address.toByteArray().reduce((sum, byte) => sum << 8n | BigInt(byte), 0n);
  return { family: address instanceof ipaddr.IPv4 ? 4 : 6, value };
}

function networkOf(address: Address, bits: number): Network {
  const { family } = address;
  const prefix = prefixOf(address, bits);
  const first = textOf(family, prefix << BigInt(WIDTH[family] - bits));
  return { text: bits === WIDTH[family] ? first : `${first}/${bits}`, family, bits, prefix };
}

function textOf(family: AddressFamily, value: bigint): string {
  const bytes = Array.from(
    { length: WIDTH[family] / 8 },
    (_, index) => Number(value >> BigInt(WIDTH[family] - 8 * (index + 1)) & 0xffn),
  );
  return ipaddr.fromByteArray(bytes).toString();
}

function shortened({ prefix, bits }: Network, to: number): bigint {
  return prefix >> BigInt(bits - to);
}

/** How many bits of an address its holder did not choose. */
const KEY_BITS: Readonly<Record<AddressFamily, number>> = { 4: 32, 6: 64 };

/**
 * Returns what an address is counted and known by: an IPv4 address by itself, an IPv6 one by its
 * network of 64 bits, as whoever has one of those has all 2^64. What is no address is its own key.
 */
export function addressKey(text: string): string {
  const address = parseAddress(text);
  return address === undefined ? text : networkOf(address, KEY_BITS[address.family]).text;
}
