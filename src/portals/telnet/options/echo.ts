import { OPTION, type Verb } from "../telnet_bytes.ts";
import { type OptionHost, POLICY, type TelnetOption } from "./option.ts";

const MOST_OPEN = 8;
const WARNING = "Your client shows what you type: make sure that nobody looks on.";

/**
 * Hides and shows what the user types (RFC 857).
 *
 * Said whenever the input mode changes, without waiting: TinTin++ never answers WONT, and a queue
 * that waited for it would leave the next password in the open. In character mode the client shows
 * nothing all the time, and nothing is said.
 */
export class EchoOption implements TelnetOption {
  readonly option = OPTION.ECHO;
  readonly policy = POLICY.none;
  readonly payloadLimit = 0;
  readonly #host: OptionHost;
  #open: ("will" | "wont")[] = [];
  #isHidden = false;
  #isClaimed = false;
  #hasWarned = false;
  #hasRefused = false;

  /** Creates the option; the client shows what is typed. */
  constructor(host: OptionHost) {
    this.#host = host;
  }

  /** Asks the client to hide what is typed. */
  hide(): void {
    this.#isHidden = true;
    if (!this.#isClaimed) this.#tell("will");
  }

  /** Asks the client to show what is typed, unless we show it. */
  show(): void {
    this.#isHidden = false;
    if (!this.#isClaimed) this.#tell("wont");
  }

  /** Takes over to show what is typed: the client is to show none of it until this is released. */
  claim(): void {
    if (!this.#isClaimed && !this.#isHidden) this.#tell("will");
    this.#isClaimed = true;
  }

  /** Leaves it to the client again to show what is typed, when it is not hidden. */
  release(): void {
    if (this.#isClaimed && !this.#isHidden) this.#tell("wont");
    this.#isClaimed = false;
  }

  /**
   * Never answers what the client says of our echo; its own, which nobody can want, is refused
   * once. A DONT that is no answer to WONT refuses: it ends character mode, and leads to one warning
   * when something is to be hidden.
   */
  negotiate(verb: Verb): void {
    switch (verb) {
      case "will":
        return this.#refuse();
      case "do": {
        const will = this.#open.indexOf("will");
        if (will !== -1) this.#open.splice(0, will + 1);
        return;
      }
      case "dont":
        return this.#hearDont();
    }
  }

  #refuse(): void {
    if (this.#hasRefused) return;
    this.#hasRefused = true;
    this.#host.answer("dont", this.option);
  }

  #hearDont(): void {
    const answered = this.#open.shift();
    if (answered === "wont") return;
    if (answered === undefined && !this.#isClaimed) return;
    this.#endCharacterMode();
    this.#warn();
  }

  #endCharacterMode(): void {
    if (!this.#isClaimed) return;
    this.#host.setTyping("line");
    this.#host.disable(OPTION.SGA);
  }

  #warn(): void {
    if (this.#hasWarned || !this.#isHidden) return;
    this.#hasWarned = true;
    this.#host.warn(WARNING);
  }

  #tell(verb: "will" | "wont"): void {
    this.#open = [...this.#open, verb].slice(-MOST_OPEN);
    this.#host.tell(verb, this.option);
  }
}
