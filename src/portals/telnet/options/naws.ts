import type { ProtocolFlags } from "../../../core/boundary/flags.ts";
import type { Side } from "../option_state.ts";
import { OPTION } from "../telnet_bytes.ts";
import { type OptionHost, POLICY, type TelnetOption } from "./option.ts";

const PAYLOAD_BYTES = 4;
const WIDTH = { least: 20, most: 500 } as const;
const HEIGHT = { least: 5, most: 300 } as const;
/** While a window is dragged, one size in this many milliseconds is enough. */
const COALESCE_MS = 100;

/**
 * Reads width and height, two big-endian 16-bit numbers; 0 means unknown.
 *
 * @returns The flags that are known now, or `undefined` when the payload is no size.
 */
export function readWindowSize(payload: Uint8Array): ProtocolFlags | undefined {
  if (payload.length !== PAYLOAD_BYTES) return undefined;
  const view = new DataView(payload.buffer, payload.byteOffset, PAYLOAD_BYTES);
  return {
    ...size("screenWidth", view.getUint16(0), WIDTH),
    ...size("screenHeight", view.getUint16(2), HEIGHT),
  };
}

/** Learns the size of the client's window (RFC 1073). */
export class NawsOption implements TelnetOption {
  readonly option = OPTION.NAWS;
  readonly policy = POLICY.ask;
  readonly payloadLimit = 64;
  readonly #host: OptionHost;
  #isAnswered = false;
  #pause: Disposable | undefined;
  #latest: ProtocolFlags | undefined;

  /** Creates the option; the size is unknown. */
  constructor(host: OptionHost) {
    this.#host = host;
  }

  /** A refusal is an answer; an agreement is one only when the size has come. */
  changed(side: Side, isOn: boolean): void {
    if (side === "him" && !isOn) this.#isAnswered = true;
  }

  /** Reads the size. */
  subnegotiation(payload: Uint8Array): void {
    const flags = readWindowSize(payload);
    if (flags === undefined) return;
    this.#isAnswered = true;
    this.#report(flags);
  }

  /** Tells whether the size is known, or will not be. */
  isAnswered(): boolean {
    return this.#isAnswered;
  }

  /** Stops waiting for further sizes. */
  [Symbol.dispose](): void {
    this.#pause?.[Symbol.dispose]();
  }

  #report(flags: ProtocolFlags): void {
    if (this.#pause !== undefined) {
      this.#latest = flags;
      return;
    }
    this.#host.setFlags(flags, "client");
    this.#pause = this.#host.clock.timer(COALESCE_MS, () => {
      const latest = this.#latest;
      this.#pause = this.#latest = undefined;
      if (latest !== undefined) this.#report(latest);
    });
  }
}

function size(
  name: "screenWidth" | "screenHeight",
  value: number,
  range: { readonly least: number; readonly most: number },
): ProtocolFlags {
  if (value === 0) return {};
  return { [name]: Math.min(range.most, Math.max(range.least, value)) };
}
