import { COMMAND, OPTION } from "../../../src/portals/telnet/telnet_bytes.ts";
import type { TelnetSettings } from "../../../src/portals/telnet/telnet_settings.ts";
import { SmallScreen } from "../line_editor/small_screen.ts";
import { Lab, wire } from "./telnet_lab.ts";

const { IAC, SB, SE, WILL, WONT, DO, DONT } = COMMAND;
const { ECHO, SGA, TTYPE, NAWS, EOR, CHARSET, GMCP, NEW_ENVIRON } = OPTION;
const WIDTH = 30;
const SUBNEGOTIATION = `${wire(SB)}[^]*?${wire(IAC, SE)}`;
const COMMANDS = new RegExp(
  `${wire(IAC)}(?:${SUBNEGOTIATION}|[${wire(WILL, WONT, DO, DONT)}].|[^])`,
  "gs",
);

/** Character mode as the server starts it. */
export const BEGUN = wire(IAC, WILL, SGA, IAC, WILL, ECHO);

/** A lab whose client is a terminal in character mode, or may ask for it. */
export class CharacterLab extends Lab {
  readonly #screen = new SmallScreen(WIDTH);
  /** Every byte that was sent, each as one character. */
  sent = "";

  constructor(settings: Partial<TelnetSettings> = {}) {
    super({ characterMode: "asked", ...settings });
  }

  /** What stands on the client's screen. */
  get screen(): string {
    return this.#screen.text;
  }

  /** Asks for character mode, as inetutils telnet does. */
  async ask(): Promise<string> {
    return await this.send(IAC, DO, SGA, IAC, DO, ECHO);
  }

  override async answer(): Promise<string> {
    const sent = await super.answer();
    this.sent += sent;
    const bytes = Uint8Array.from(sent.replace(COMMANDS, ""), (c) => c.charCodeAt(0));
    this.#screen.write(new TextDecoder().decode(bytes));
    return sent;
  }
}

/** Starts a lab with a terminal that knows nothing but telnet, and is in character mode. */
export async function characterLab(settings: Partial<TelnetSettings> = {}): Promise<CharacterLab> {
  const lab = new CharacterLab(settings);
  await lab.start();
  await lab.send(
    ...[IAC, WONT, TTYPE, IAC, WONT, NAWS, IAC, DONT, EOR],
    ...[IAC, DONT, CHARSET, IAC, DONT, GMCP, IAC, WONT, NEW_ENVIRON],
  );
  await lab.ask();
  return lab;
}
