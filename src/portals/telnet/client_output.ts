import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Call } from "../../core/boundary/messages.ts";
import { LEAVE_HINT } from "../line_editor/leaving.ts";
import { BottomLine } from "./bottom_line.ts";
import { ClientNotices } from "./client_notices.ts";
import type { Anomaly } from "./codec.ts";
import { TelnetScreen } from "./telnet_screen.ts";
import type { TelnetSettings } from "./telnet_settings.ts";
import type { TelnetTrace } from "./telnet_trace.ts";

/** What the output to one client needs of its connection. */
export interface ClientOutputOptions {
  readonly settings: TelnetSettings;
  readonly trace: TelnetTrace;
  /** Returns what is known of the client now. */
  readonly flags: () => ProtocolFlags;
  /** Sends bytes as text. */
  readonly send: (bytes: Uint8Array) => void;
  /** Sends a call that is neither text nor prompt. */
  readonly sendOob: (call: Call) => void;
  /** Returns the mark that ends a prompt now; empty for a client that knows none. */
  readonly mark: () => Uint8Array;
  /** Counts what the client did wrong. */
  readonly count: (anomaly: Anomaly) => void;
  /** A line was typed that is edited here. */
  readonly hear: (text: string) => void;
  /** The user left by a key. */
  readonly leave: () => void;
}

/** All that one client is shown: by the game, of what its user types, and by the portal itself. */
export class ClientOutput {
  /** Where the prompt stands, and what is typed. */
  readonly bottom: BottomLine;
  /** What the game says. */
  readonly screen: TelnetScreen;
  /** What the portal says. */
  readonly notices: ClientNotices;

  /** Creates an empty screen. */
  constructor(options: ClientOutputOptions) {
    const { settings: { limits, renderer }, hear, leave } = options;
    const bottom = () => this.bottom.shown;
    const sendOob = (call: Call) => {
      if (call[0] === "logged_in") this.bottom.loggedIn();
      options.sendOob(call);
    };
    this.bottom = new BottomLine({
      ...options,
      limits: { maxCharacters: limits.lineCharacters, maxHistory: limits.historyLines },
      events: {
        ...{ line: hear, leave },
        tooLong: () => this.notices.longLine(),
        interrupted: () => this.screen.line(LEAVE_HINT),
      },
    });
    this.screen = new TelnetScreen({ ...options, bottom, sendOob, renderer });
    this.notices = new ClientNotices({ ...options, bottom, sendOob, screen: this.screen });
  }
}
