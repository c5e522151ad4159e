import { decode, type DecodeOptions, encode, type EncodeOptions } from "cborg";
import { type Envelope, isEnvelope } from "../../../core/boundary/channel_boundary.ts";

/** What would arrive as something else than it is: messages hold JSON, `undefined` and bytes. */
const FOREIGN = [
  ...["Map", "bigint", "ArrayBuffer", "DataView", "Tagged"],
  ...["Int8", "Uint8Clamped", "Int16", "Uint16", "Int32", "Uint32"].map((name) => `${name}Array`),
  ...["Float32", "Float64", "BigInt64", "BigUint64"].map((name) => `${name}Array`),
];

const ENCODING: EncodeOptions = {
  // Keys keep their order, as they do when a message is cloned.
  mapSorter: () => 0,
  typeEncoders: Object.fromEntries(FOREIGN.map((name) => [name, () => refuse(name)])),
};

const DECODING: DecodeOptions = {
  ...{ strict: true, rejectDuplicateMapKeys: true },
  ...{ allowIndefinite: false, allowBigInt: false },
};

/**
 * Encodes an envelope as CBOR (RFC 8949). A lone surrogate in a text becomes U+FFFD.
 *
 * @param envelope The envelope.
 * @param maxBytes How long its encoding may be.
 * @throws When a message holds anything but JSON, `undefined` and bytes, or it is too long.
 */
export function encodeEnvelope(envelope: Envelope<unknown>, maxBytes: number): Uint8Array {
  const bytes = encode(envelope, ENCODING);
  if (bytes.length <= maxBytes) return bytes;
  throw new RangeError(
    `Cannot encode an envelope as it must have at most ${maxBytes} bytes: it has ${bytes.length}`,
  );
}

/**
 * Decodes an envelope. What its messages hold is as the other side has sent it: a schema is to check
 * it.
 *
 * @param bytes What came.
 * @returns The envelope; `undefined` when it is none.
 */
export function decodeEnvelope(bytes: Uint8Array): Envelope<unknown> | undefined {
  try {
    const envelope: unknown = decode(bytes, DECODING);
    return isEnvelope(envelope) ? envelope : undefined;
  } catch {
    // It is not CBOR, or nested so deep that the stack does not hold it.
    return undefined;
  }
}

function refuse(name: string): never {
  throw new TypeError(
    `Cannot encode a message as it must be JSON, undefined or bytes: it holds a ${name}`,
  );
}
