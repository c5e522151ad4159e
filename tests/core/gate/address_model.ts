import * as fc from "fast-check";

/** An address as a test makes it: its family, and its bits as one number. */
export interface ModelAddress {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** How many bits an address of each family has. */
export const WIDTH = { 4: 32, 6: 128 } as const;

/** What every IPv4-mapped IPv6 address begins with. */
const MAPPED = 0xffffn << 32n;

const v4: fc.Arbitrary<ModelAddress> = fc.bigInt({ min: 0n, max: 2n ** 32n - 1n })
  .map((value) => ({ family: 4, value }));

const v6: fc.Arbitrary<ModelAddress> = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }),
  // Many zeros in a row, which are left out when the address is written.
  fc.array(fc.constantFrom<bigint>(0n, 0n, 1n, 0xdb8n, 0xffffn), { minLength: 8, maxLength: 8 })
    .map((groups) => groups.reduce((sum, group) => sum << 16n | group, 0n)),
).filter((value) => value >> 32n !== 0xffffn).map((value) => ({ family: 6, value }));

/** Any address. */
export const anyAddress: fc.Arbitrary<ModelAddress> = fc.oneof(v4, v6);

/** Any network: an address in it, and how many bits count. */
export const anyNetwork: fc.Arbitrary<ModelAddress & { readonly bits: number }> = anyAddress
  .chain((address) =>
    fc.integer({ min: 0, max: WIDTH[address.family] }).map((bits) => ({ ...address, bits }))
  );

/** An address that shares with another one some of its first bits, often all that count. */
export function near({ family, value }: ModelAddress): fc.Arbitrary<ModelAddress> {
  return fc.integer({ min: 0, max: WIDTH[family] - 1 })
    .map((bit) => ({ family, value: value ^ 1n << BigInt(bit) }))
    .filter((other) => other.family === 4 || other.value >> 32n !== 0xffffn);
}

/** Tells whether two addresses begin with the same bits, bit by bit. */
export function sharesBits(one: ModelAddress, other: ModelAddress, bits: number): boolean {
  return one.family === other.family && bitsOf(one).slice(0, bits) === bitsOf(other).slice(0, bits);
}

/** Writes an address in each way that is usual. */
export function spellings({ family, value }: ModelAddress): readonly string[] {
  if (family === 4) {
    const dotted = decimals(value);
    return [dotted, `::ffff:${dotted}`, `::FFFF:${dotted}`, groupsOf(MAPPED | value).join(":")];
  }
  const groups = groupsOf(value);
  const padded = groups.map((group) => group.padStart(4, "0"));
  return [groups.join(":"), padded.join(":").toUpperCase(), shortest(groups)];
}

function bitsOf({ family, value }: ModelAddress): string {
  return value.toString(2).padStart(WIDTH[family], "0");
}

function decimals(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String(value >> shift & 0xffn)).join(".");
}

function groupsOf(value: bigint): string[] {
  return [7n, 6n, 5n, 4n, 3n, 2n, 1n, 0n].map((at) => (value >> at * 16n & 0xffffn).toString(16));
}

/** Leaves out the first run of zeros. */
function shortest(groups: readonly string[]): string {
  const from = groups.indexOf("0");
  if (from < 0) return groups.join(":");
  const length = groups.slice(from).findIndex((group) => group !== "0");
  const after = length < 0 ? [] : groups.slice(from + length);
  return `${groups.slice(0, from).join(":")}::${after.join(":")}`;
}
