/** What a client does about an option that it is offered, or asked for. */
export type Reply = "agree" | "refuse" | "silent";

/** A client's answers about one option. */
export interface OptionAnswer {
  /** The answer to WILL. */
  readonly will?: Reply;
  /** The answer to DO. */
  readonly do?: Reply;
  /** The answer to WONT and DONT; agreed unless given. */
  readonly off?: Reply;
  /** Whether it answers each time, also where nothing changes. */
  readonly everyTime?: true;
  /** The subnegotiations that it sends once the option is on. */
  readonly says?: readonly Uint8Array[];
}

/** The names that a client gives itself when it is asked for its terminal type. */
export interface TerminalTypes {
  readonly names: readonly string[];
  /** What follows the last name: itself again, or the first one. */
  readonly after: "last" | "first";
}

/** How a client tells its variables (RFC 1572). */
export interface Environment {
  readonly kind: "var" | "uservar";
  readonly values: Readonly<Record<string, string>>;
  /** Whether it answers a request that names no variable. */
  readonly answersAll: boolean;
}

/** A verb that a client says first. */
export interface Volunteered {
  readonly when: "at once" | "at the first telnet command";
  readonly verb: "will" | "do";
  readonly option: number;
}

/** A client, as far as a server can notice it. */
export interface Persona {
  /** The client's name, as in the grid. */
  readonly name: string;
  /** Its name in lower-case letters, for an account of its own. */
  readonly key: string;
  /** Its answers, by the number of the option. */
  readonly options: Readonly<Record<number, OptionAnswer>>;
  /** The answer about every other option. */
  readonly otherwise: Reply;
  /** Whether it refuses again what it has refused before. */
  readonly repeatsRefusals?: true;
  /** Whether it answers an option in one direction only, whichever comes first. */
  readonly answersOnce?: true;
  /** What it says without being asked. */
  readonly volunteers?: Volunteered;
  readonly terminalTypes?: TerminalTypes;
  readonly environment?: Environment;
  /** The character sets that it accepts, as it names them in its answer. */
  readonly charsets?: readonly string[];
  /** The columns of its window, when it tells them. */
  readonly columns?: number;
  readonly lineEnd: "\r\n" | "\n";
}
