import { COMMAND } from "./telnet_bytes.ts";

/** What the commands of a client act on. */
export interface CommandHost {
  /** Shows one line of plain text. */
  readonly showLine: (text: string) => void;
  /** Learns that the client wants to stop what goes on. */
  readonly interrupted: () => void;
  /** Drops the text that waits to be written. */
  readonly dropText: () => void;
  /** Sends a command. */
  readonly send: (code: number) => void;
}

/**
 * Does what a command of the client asks for, besides editing the line being typed (RFC 854).
 *
 * NOP, DM, GA and EOR ask for nothing.
 */
export function obeyCommand(code: number, host: CommandHost): void {
  switch (code) {
    case COMMAND.AYT:
      return host.showLine("Yes, somebody is here.");
    case COMMAND.IP:
    case COMMAND.BRK:
      return host.interrupted();
    case COMMAND.AO:
      host.dropText();
      return host.send(COMMAND.DM);
  }
}
