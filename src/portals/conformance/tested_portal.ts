/** A client of the protocol under test, as its user sees it. */
export interface ConformanceClient {
  /** Types one line. */
  type(line: string): Promise<void>;
  /** Waits until this text is shown; what came before it is not looked at again. */
  until(text: string): Promise<void>;
  /** Waits until what is typed is hidden, or shown again. */
  untilTyping?(mode: "hidden" | "shown"): Promise<void>;
  /** Makes the window this wide, and tells so in the protocol's own way. */
  resize?(columns: number): Promise<void>;
  /** Waits until the other side has ended the connection. */
  ended(): Promise<void>;
  /** Is gone from one moment to the next. */
  vanish(): void;
}

/** The protocol under test, with a clock that the tests move. */
export interface TestedPortal {
  /** What the sessions of this protocol are called. */
  readonly protocolKey: string;
  /** Connects a client from this machine. */
  connect(): Promise<ConformanceClient>;
  /** Returns the line that the session hears when a client types one; the same unless given. */
  heard?(typed: string): string;
  /** Moves time on. */
  advance(ms: number): void;
  /** Stops, ending what is left; may be called again. */
  close(): Promise<void>;
}
