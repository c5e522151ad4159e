import { Deflate } from "../deflate.ts";
import type { Side } from "../option_state.ts";
import type { OutStage } from "../out_stage.ts";
import { OPTION } from "../telnet_bytes.ts";
import { type OptionFactory, type OptionHost, POLICY, type TelnetOption } from "./option.ts";

/** Counts the sessions that are compressed, and takes no more than there is memory for. */
export class CompressedSessions {
  readonly #most: number;
  #count = 0;

  /**
   * Creates an empty count.
   *
   * @param most How many sessions may be compressed at once; 0 = none.
   */
  constructor(most: number) {
    this.#most = most;
  }

  /** How many sessions are compressed now. */
  get count(): number {
    return this.#count;
  }

  /** Whether one more session may be compressed. */
  get hasRoom(): boolean {
    return this.#count < this.#most;
  }

  /** Starts to compress one more session; its place is free again when the stage is closed. */
  begin(): OutStage | undefined {
    if (!this.hasRoom) return undefined;
    this.#count++;
    return new Deflate(() => this.#count--);
  }
}

/** Makes the option that compresses what is sent to the client (MCCP, version 2). */
export function createMccp2(sessions: CompressedSessions): OptionFactory {
  return (host) => new Mccp2Option(host, sessions);
}

/**
 * Compresses what is sent, from the agreement on until the client takes it back.
 *
 * It is offered once the terminal's type is known, since old clients lose track otherwise. Version
 * 1 is never offered: its start has no IAC. Version 3 is refused like any unknown option.
 */
class Mccp2Option implements TelnetOption {
  readonly option = OPTION.MCCP2;
  readonly policy = POLICY.offer;
  readonly isLast = true;
  readonly payloadLimit = 0;
  readonly #host: OptionHost;
  readonly #sessions: CompressedSessions;
  #isOn = false;

  constructor(host: OptionHost, sessions: CompressedSessions) {
    this.#host = host;
    this.#sessions = sessions;
  }

  /** Nothing is offered, nor agreed to, that there is no memory for. */
  isPossible(): boolean {
    return this.#isOn || this.#sessions.hasRoom;
  }

  changed(side: Side, isOn: boolean): void {
    if (side !== "us" || isOn === this.#isOn) return;
    if (!isOn) this.#host.decompress();
    else if (!this.#start()) return this.#host.disable(this.option);
    this.#isOn = isOn;
    this.#host.setFlags({ mccp: isOn }, "client");
  }

  #start(): boolean {
    const stage = this.#sessions.begin();
    if (stage !== undefined) this.#host.compress(stage, this.option);
    return stage !== undefined;
  }
}
