import type { Trace, TraceInput } from "../../core/trace/trace.ts";

/** Writes down what happens to one telnet connection besides its lines. */
export class TelnetTrace {
  /** The session's number, once it has one. */
  sessid: number | undefined;
  readonly #trace: Trace;

  /** Creates a writer for a connection that has no number yet. */
  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** The Portal or the protocol failed its client. */
  failed(error: unknown): void {
    this.#emit("telnet:error", { level: "error", data: { error: String(error) } });
  }

  /** The client wants to stop what goes on. */
  interrupted(): void {
    this.#emit("telnet:interrupt", { level: "debug" });
  }

  /** A message of the client's could not be used. */
  ignored(why: string): void {
    this.#emit("telnet:ignored", { level: "debug", data: { why } });
  }

  /** An out-of-band call could not be written. */
  unsent(name: string): void {
    this.#emit("telnet:unsent", { level: "debug", data: { name } });
  }

  /** The client asked too often and is not answered any more. */
  looped(): void {
    this.#emit("telnet:loop", { level: "warn" });
  }

  /** A typed line was too long. */
  longLine(): void {
    this.#emit("telnet:long_line", { level: "warn" });
  }

  /** The client speaks another protocol. */
  wrongPort(spoken: string): void {
    this.#emit("telnet:wrong_port", { data: { spoken } });
  }

  /** Says at the end how often the client broke the protocol, if it did. */
  anomalies(counts: Readonly<Record<string, number>>): void {
    if (Object.keys(counts).length > 0) this.#emit("telnet:anomalies", { data: counts });
  }

  #emit(kind: string, input: TraceInput): void {
    const { sessid } = this;
    this.#trace.emit(kind, sessid === undefined ? input : { ...input, sessid });
  }
}
