import type { Clock } from "../../core/clock.ts";
import type { Verb } from "./telnet_bytes.ts";

/** Whose use of an option is meant: ours (WILL, asked by DO) or the peer's (DO, told by WILL). */
export type Side = "us" | "him";

/** How long a peer may leave an offer unanswered, in milliseconds. */
const ANSWER_MS = 2000;

/** Whose options they are. */
export interface OptionOwner {
  readonly clock: Clock;
  /** Tells whether a side may use an option when the peer asks for it. */
  accepts(side: Side, option: number): boolean;
  /** Sends one verb. */
  tell(verb: Verb, option: number): void;
  /** Tells whether one more answer may be sent; see LoopGuard. */
  mayAnswer(): boolean;
  /** Reports that a side's use was decided: on, or off (refused, ended, or never answered). */
  changed(side: Side, option: number, isOn: boolean): void;
}

interface Entry {
  state: "no" | "yes" | "wantno" | "wantyes";
  /** The queue bit: the opposite of what is being asked for is wanted by now. */
  hasOpposite: boolean;
  isRefused: boolean;
  timer: Disposable | undefined;
}

/**
 * Negotiates options without loops: RFC 1143's "Q method", two records an option.
 *
 * Two things are added, since real clients fall silent: a request that is not answered in time
 * counts as refused, and an option is refused once only.
 */
export class OptionStates {
  readonly #owner: OptionOwner;
  readonly #entries = new Map<string, Entry>();

  /** Creates the records of one connection, all "no". */
  constructor(owner: OptionOwner) {
    this.#owner = owner;
  }

  /** Tells whether a side uses an option now. */
  isOn(side: Side, option: number): boolean {
    return this.#entries.get(`${side} ${option}`)?.state === "yes";
  }

  /** Takes a verb that the peer sent. */
  receive(verb: Verb, option: number): void {
    const side = verb === "will" || verb === "wont" ? "him" : "us";
    if (verb === "will" || verb === "do") this.#wanted(side, option);
    else this.#unwanted(side, option);
  }

  /** Asks for a side's use of an option. */
  enable(side: Side, option: number): void {
    const entry = this.#entry(side, option);
    switch (entry.state) {
      case "no":
        this.#send(side, option, "enable");
        return this.#move(entry, "wantyes", side, option);
      case "wantno":
        entry.hasOpposite = true;
        return;
      case "wantyes":
        entry.hasOpposite = false;
    }
  }

  /** Asks for the end of a side's use of an option. */
  disable(side: Side, option: number): void {
    const entry = this.#entry(side, option);
    switch (entry.state) {
      case "yes":
        this.#send(side, option, "disable");
        return this.#move(entry, "wantno", side, option);
      case "wantno":
        entry.hasOpposite = false;
        return;
      case "wantyes":
        entry.hasOpposite = true;
    }
  }

  /** Stops all waiting. */
  close(): void {
    for (const entry of this.#entries.values()) entry.timer?.[Symbol.dispose]();
  }

  #wanted(side: Side, option: number): void {
    const entry = this.#entry(side, option);
    if (entry.state === "no") return this.#asked(entry, side, option);
    if (entry.state === "yes") return;
    const hasOpposite = entry.hasOpposite;
    entry.hasOpposite = false;
    if (entry.state === "wantno") {
      return this.#move(entry, hasOpposite ? "yes" : "no", side, option);
    }
    if (!hasOpposite) return this.#move(entry, "yes", side, option);
    this.#answer(entry, "wantno", side, option);
  }

  #asked(entry: Entry, side: Side, option: number): void {
    if (this.#owner.accepts(side, option)) {
      if (this.#owner.mayAnswer()) {
        this.#send(side, option, "enable");
        this.#move(entry, "yes", side, option);
      }
      return;
    }
    if (entry.isRefused || !this.#owner.mayAnswer()) return;
    entry.isRefused = true;
    this.#send(side, option, "disable");
  }

  #unwanted(side: Side, option: number): void {
    const entry = this.#entry(side, option);
    const hasOpposite = entry.hasOpposite;
    entry.hasOpposite = false;
    switch (entry.state) {
      case "no":
        return;
      case "yes":
        return this.#answer(entry, "no", side, option);
      case "wantno":
        if (!hasOpposite) return this.#move(entry, "no", side, option);
        return this.#answer(entry, "wantyes", side, option);
      case "wantyes":
        return this.#move(entry, "no", side, option);
    }
  }

  /** Ends a use even when the answer may not be sent any more: the peer's "no" always holds. */
  #answer(entry: Entry, to: "no" | "wantno" | "wantyes", side: Side, option: number): void {
    if (!this.#owner.mayAnswer()) return this.#move(entry, "no", side, option);
    this.#send(side, option, to === "wantyes" ? "enable" : "disable");
    this.#move(entry, to, side, option);
  }

  #move(entry: Entry, to: Entry["state"], side: Side, option: number): void {
    entry.timer?.[Symbol.dispose]();
    entry.timer = undefined;
    entry.state = to;
    if (to === "yes" || to === "no") return this.#owner.changed(side, option, to === "yes");
    entry.timer = this.#owner.clock.timer(ANSWER_MS, () => {
      entry.hasOpposite = false;
      this.#move(entry, "no", side, option);
    });
  }

  #send(side: Side, option: number, wish: "enable" | "disable"): void {
    if (side === "us") this.#owner.tell(wish === "enable" ? "will" : "wont", option);
    else this.#owner.tell(wish === "enable" ? "do" : "dont", option);
  }

  #entry(side: Side, option: number): Entry {
    const key = `${side} ${option}`;
    let entry = this.#entries.get(key);
    if (entry === undefined) {
      entry = { state: "no", hasOpposite: false, isRefused: false, timer: undefined };
      this.#entries.set(key, entry);
    }
    return entry;
  }
}
