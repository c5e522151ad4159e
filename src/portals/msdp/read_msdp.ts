import { MSDP, type MsdpValue } from "./msdp_value.ts";

/** One variable of a payload; several values make a list. */
export interface MsdpVariable {
  readonly name: string;
  readonly value: MsdpValue;
}

/** What a payload turned out to hold. */
export type MsdpRead =
  | { readonly kind: "variables"; readonly variables: readonly MsdpVariable[] }
  | { readonly kind: "refused"; readonly why: string };

/** What a payload may not exceed; its length is the business of what carries it. */
export interface MsdpReadLimits {
  /** How deep lists and tables may be nested. */
  readonly depth: number;
  /** How many values, lists and tables a payload may hold. */
  readonly values: number;
}

/**
 * Reads an MSDP payload, nested to any depth that the limits allow. Never throws.
 *
 * @param payload The payload of the subnegotiation, its IACs undoubled.
 * @param limits What it may not exceed.
 */
export function readMsdp(payload: Uint8Array, limits: MsdpReadLimits): MsdpRead {
  const reader = new Reader(payload, limits);
  try {
    return { kind: "variables", variables: reader.variables() };
  } catch (error) {
    if (error instanceof Refusal) return { kind: "refused", why: error.message };
    throw error;
  }
}

/** Ends the reading of a payload. */
class Refusal extends Error {}

class Reader {
  readonly #bytes: Uint8Array;
  readonly #limits: MsdpReadLimits;
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  #at = 0;
  #values = 0;

  constructor(bytes: Uint8Array, limits: MsdpReadLimits) {
    this.#bytes = bytes;
    this.#limits = limits;
  }

  variables(): MsdpVariable[] {
    const variables: MsdpVariable[] = [];
    while (this.#at < this.#bytes.length) variables.push(this.#variable(0));
    return variables;
  }

  #variable(depth: number): MsdpVariable {
    if (!this.#skip(MSDP.VAR)) throw new Refusal("MSDP without a variable");
    const name = this.#text();
    if (name === "") throw new Refusal("MSDP variable without a name");
    const values: MsdpValue[] = [];
    while (this.#skip(MSDP.VAL)) values.push(this.#value(depth));
    return { name, value: values.length === 1 ? values[0] ?? "" : values };
  }

  #value(depth: number): MsdpValue {
    if (++this.#values > this.#limits.values) throw new Refusal("too many MSDP values");
    if (this.#skip(MSDP.ARRAY_OPEN)) return this.#array(this.#deeper(depth));
    if (this.#skip(MSDP.TABLE_OPEN)) return this.#table(this.#deeper(depth));
    return this.#text();
  }

  #array(depth: number): MsdpValue {
    const values: MsdpValue[] = [];
    while (this.#skip(MSDP.VAL)) values.push(this.#value(depth));
    this.#close(MSDP.ARRAY_CLOSE);
    return values;
  }

  #table(depth: number): MsdpValue {
    const entries: [string, MsdpValue][] = [];
    while (this.#bytes[this.#at] === MSDP.VAR) {
      const { name, value } = this.#variable(depth);
      entries.push([name, value]);
    }
    this.#close(MSDP.TABLE_CLOSE);
    return Object.fromEntries(entries);
  }

  #close(code: number): void {
    if (!this.#skip(code)) throw new Refusal("MSDP list or table without an end");
  }

  #deeper(depth: number): number {
    if (depth >= this.#limits.depth) throw new Refusal("too deep");
    return depth + 1;
  }

  #skip(code: number): boolean {
    const isThere = this.#bytes[this.#at] === code;
    if (isThere) this.#at++;
    return isThere;
  }

  /** Text goes on to the next byte that gives shape. */
  #text(): string {
    const from = this.#at;
    while (this.#at < this.#bytes.length && !isShape(this.#bytes[this.#at] ?? 0)) this.#at++;
    return this.#decoder.decode(this.#bytes.subarray(from, this.#at)).replaceAll("\0", "");
  }
}

function isShape(byte: number): boolean {
  return byte >= MSDP.VAR && byte <= MSDP.ARRAY_CLOSE;
}
