import { COMMAND, OPTION, type Verb, verbOf } from "./telnet_bytes.ts";

/** What a client reads from the wire. */
export type WireEvent =
  | { readonly kind: "text"; readonly byte: number }
  | { readonly kind: "command"; readonly code: number }
  | { readonly kind: "verb"; readonly verb: Verb; readonly option: number }
  | { readonly kind: "sub"; readonly option: number; readonly payload: Uint8Array };

type State = "text" | "iac" | "verb" | "subOption" | "sub" | "subIac";

/**
 * Reads telnet byte by byte, as a client does.
 *
 * It shares nothing with the reader of the server that is judged, so that one mistake cannot hide
 * another.
 */
export class TelnetReader {
  #state: State = "text";
  #verb: Verb = "will";
  #option = 0;
  #payload: number[] = [];

  /** Takes one byte; returns what is complete with it. */
  read(byte: number): WireEvent | undefined {
    switch (this.#state) {
      case "text":
        return this.#text(byte);
      case "iac":
        return this.#command(byte);
      case "verb":
        this.#state = "text";
        return { kind: "verb", verb: this.#verb, option: byte };
      case "subOption":
        this.#option = byte;
        this.#payload = [];
        this.#state = "sub";
        return undefined;
      case "sub":
        if (byte === COMMAND.IAC) this.#state = "subIac";
        else this.#payload.push(byte);
        return undefined;
      case "subIac":
        return this.#subCommand(byte);
    }
  }

  #text(byte: number): WireEvent | undefined {
    if (byte !== COMMAND.IAC) return { kind: "text", byte };
    this.#state = "iac";
    return undefined;
  }

  #command(byte: number): WireEvent | undefined {
    this.#state = "text";
    if (byte === COMMAND.IAC) return { kind: "text", byte };
    const verb = verbOf(byte);
    if (verb !== undefined) {
      this.#verb = verb;
      this.#state = "verb";
      return undefined;
    }
    if (byte !== COMMAND.SB) return { kind: "command", code: byte };
    this.#state = "subOption";
    return undefined;
  }

  #subCommand(byte: number): WireEvent | undefined {
    if (byte === COMMAND.SE) {
      this.#state = "text";
      return { kind: "sub", option: this.#option, payload: Uint8Array.from(this.#payload) };
    }
    this.#state = "sub";
    this.#payload.push(byte);
    return undefined;
  }
}

/** Tells whether what follows an event is compressed. */
export function startsCompression(event: WireEvent): boolean {
  return event.kind === "sub" && event.option === OPTION.MCCP2;
}
