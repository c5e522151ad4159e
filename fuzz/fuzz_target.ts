/** One decoder of what comes from outside, and what must hold whatever it is given. */
export interface FuzzTarget {
  /** Its name; its seeds are in `seeds/NAME`. */
  readonly name: string;
  /** What holds of every input, as the end of a sentence. */
  readonly holds: string;
  /** Pieces of its grammar, which are put into inputs beside those that all targets share. */
  readonly words?: readonly string[];
  /**
   * Decodes one input.
   *
   * @throws Whatever shows that something does not hold.
   */
  readonly run: (bytes: Uint8Array) => void | Promise<void>;
}
