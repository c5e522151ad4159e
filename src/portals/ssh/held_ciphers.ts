/** What encrypts, or decrypts, one way of a connection. */
interface Held {
  final(): unknown;
}

/** The part of the library's insides that holds it; a cipher with a packet's own key has none. */
interface Insides {
  readonly _protocol?: {
    readonly _cipher?: { readonly _cipherInstance?: Held | null };
    readonly _decipher?: { readonly _decipherInstance?: Held | null };
  };
}

/**
 * Ends what a connection's bytes were encrypted with. The library only drops it, and Deno keeps it
 * until it is told that nothing follows: without this every connection, and every change of keys,
 * would take a little memory for ever.
 */
export class HeldCiphers implements Disposable {
  readonly #peer: object;
  #held: readonly Held[] = [];

  /**
   * Holds nothing yet.
   *
   * @param peer One end of a connection, as the library made it.
   */
  constructor(peer: object) {
    this.#peer = peer;
  }

  /** Takes over those of new keys, and ends those of the old ones. */
  renew(): void {
    const held = heldBy(this.#peer);
    end(this.#held.filter((one) => !held.includes(one)));
    this.#held = held;
  }

  [Symbol.dispose](): void {
    end([...this.#held, ...heldBy(this.#peer)]);
    this.#held = [];
  }
}

function heldBy(peer: object): readonly Held[] {
  // The library has no other way to them.
  const { _protocol: protocol } = peer as Insides;
  return [protocol?._cipher?._cipherInstance, protocol?._decipher?._decipherInstance]
    .filter((held) => held !== undefined && held !== null);
}

function end(held: readonly Held[]): void {
  for (const one of held) {
    try {
      one.final();
    } catch {
      // It was ended, or in the middle of a packet, and is gone all the same.
    }
  }
}
