import { OPTION, type Verb } from "../telnet_bytes.ts";
import type { OptionHost, TelnetOption } from "./option.ts";

const MOST_OPEN = 8;
const WARNING = "Your client shows what you type: make sure that nobody looks on.";

/**
 * Hides and shows what the user types (RFC 857).
 *
 * Said whenever the input mode changes, without waiting: TinTin++ never answers WONT, and a queue
 * that waited for it would leave the next password in the open.
 */
export class EchoOption implements TelnetOption {
  readonly option = OPTION.ECHO;
  readonly policy = { us: "refuse", him: "refuse" } as const;
  readonly payloadLimit = 0;
  readonly #host: OptionHost;
  #open: ("will" | "wont")[] = [];
  #hasWarned = false;

  /** Creates the option; the client shows what is typed. */
  constructor(host: OptionHost) {
    this.#host = host;
  }

  /** Asks the client to hide what is typed. */
  hide(): void {
    this.#tell("will");
  }

  /** Asks the client to show what is typed. */
  show(): void {
    this.#tell("wont");
  }

  /** Never answers; a DONT that refuses to hide leads to one warning. */
  negotiate(verb: Verb): void {
    if (verb === "do") {
      const will = this.#open.indexOf("will");
      if (will !== -1) this.#open.splice(0, will + 1);
    }
    if (verb !== "dont") return;
    const answered = this.#open.shift();
    if (answered !== "will" || this.#hasWarned || this.#open.includes("wont")) return;
    this.#hasWarned = true;
    this.#host.warn(WARNING);
  }

  #tell(verb: "will" | "wont"): void {
    this.#open = [...this.#open, verb].slice(-MOST_OPEN);
    this.#host.tell(verb, this.option);
  }
}
