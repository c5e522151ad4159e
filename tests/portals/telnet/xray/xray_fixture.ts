import { ManualClock } from "../../../../src/core/clock.ts";
import type { Encoding } from "../../../../src/core/text/encodings.ts";
import { TelnetXray } from "../../../../src/portals/telnet/xray/telnet_xray.ts";
import type { Exchange } from "../../../../src/portals/xray/exchange.ts";

/** Bytes as they are, or text in UTF-8. */
export type Piece = string | readonly number[];

/** Returns the bytes of pieces, one after another. */
export function bytesOf(...pieces: readonly Piece[]): Uint8Array {
  const encoder = new TextEncoder();
  return Uint8Array.from(
    pieces.flatMap((piece) => typeof piece === "string" ? [...encoder.encode(piece)] : [...piece]),
  );
}

/** An X-ray, and what it has shown. */
export class XrayFixture {
  readonly shown: Exchange[] = [];
  readonly #xray: TelnetXray;
  isLoggedIn = false;
  /** Whether the client hides what is typed. */
  isHidden = false;
  /** The encoding of the client's text, if it is known. */
  encoding: Encoding | undefined;

  constructor() {
    this.#xray = new TelnetXray(
      {
        show: (exchange) => this.shown.push(exchange),
        isLoggedIn: () => this.isLoggedIn,
        isHidden: () => this.isHidden,
      },
      { clock: new ManualClock(), encoding: () => this.encoding },
    );
  }

  /** The client says something. */
  in(...pieces: readonly Piece[]): void {
    this.#xray.observe("in", bytesOf(...pieces));
  }

  /** The Portal says something. */
  out(...pieces: readonly Piece[]): void {
    this.#xray.observe("out", bytesOf(...pieces));
  }

  /** Returns what was shown since the last call, as `direction words | hex`. */
  take(): readonly string[] {
    return this.shown.splice(0).map(({ direction, words, hex }) =>
      `${direction} ${words}${hex === "" ? "" : ` | ${hex}`}`
    );
  }
}
