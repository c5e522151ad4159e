import { checkFlagSource, type FlagSource } from "../../core/boundary/flag_source.ts";
import { checkFlags, type ProtocolFlags } from "../../core/boundary/flags.ts";
import {
  type Call,
  checkCall,
  type CloseReason,
  CloseReasonSchema,
} from "../../core/boundary/messages.ts";
import type {
  ConnectionEvents,
  ConnectionSink,
  ProtocolConnection,
} from "../session/connection.ts";

/** Whose reports a {@linkcode CheckedSink} checks. */
export interface CheckedSinkOptions {
  /** The portal plugin's name, which has to be the protocol key of its connections. */
  readonly name: string;
  readonly sink: ConnectionSink;
  /** Is told of each report that was not what it must be. */
  readonly onFailure: (call: string, error: unknown, sessid: number) => void;
}

const METHODS = ["deliver", "changeFlags", "setInputMode", "disconnect"] as const;

/**
 * Takes the connections of a portal plugin, and only such reports of them as may cross the wall.
 *
 * A report that may not ends its connection, and no other.
 */
export class CheckedSink implements ConnectionSink {
  readonly #options: CheckedSinkOptions;

  /**
   * Creates a sink before another one.
   *
   * @param options The sink behind it, and whose it is.
   */
  constructor(options: CheckedSinkOptions) {
    this.#options = options;
  }

  /** @throws {TypeError} When the connection is none, or the flags are not known. */
  connect(
    connection: ProtocolConnection,
    flags: ProtocolFlags,
  ): ReturnType<ConnectionSink["connect"]> {
    checkConnection(connection, this.#options.name);
    checkFlags(flags);
    const outcome = this.#options.sink.connect(connection, { ...flags });
    if (outcome.kind === "refused") return outcome;
    const { sessid, events } = outcome;
    const onFailure = (call: string, error: unknown) =>
      this.#options.onFailure(call, error, sessid);
    return { ...outcome, events: new CheckedEvents({ connection, events, onFailure }) };
  }
}

interface CheckedEventsParts {
  readonly connection: ProtocolConnection;
  readonly events: ConnectionEvents;
  readonly onFailure: (call: string, error: unknown) => void;
}

class CheckedEvents implements ConnectionEvents {
  readonly #parts: CheckedEventsParts;

  constructor(parts: CheckedEventsParts) {
    this.#parts = parts;
  }

  settled(): void {
    this.#report("settled", (events) => events.settled());
  }

  flags(changed: ProtocolFlags, source?: FlagSource): void {
    this.#report("flags", (events) => {
      checkFlags(changed);
      if (source !== undefined) checkFlagSource(source);
      events.flags({ ...changed }, source);
    });
  }

  line(text: string): void {
    this.#report("line", (events) => {
      if (typeof text !== "string") {
        throw new TypeError(`Cannot type a line as ${mustBeText(text)}`);
      }
      events.line(text);
    });
  }

  calls(calls: readonly Call[]): void {
    this.#report("calls", (events) => {
      for (const call of calls) checkCall(call);
      // What cannot be cloned cannot cross, and would keep from crossing what crosses with it.
      events.calls(structuredClone(calls));
    });
  }

  alive(): void {
    this.#report("alive", (events) => events.alive());
  }

  closed(reason: CloseReason): void {
    this.#report("closed", (events) => {
      if (!CloseReasonSchema.options.includes(reason)) {
        throw new TypeError(`Cannot close as the reason must be known: it is ${shown(reason)}`);
      }
      events.closed(reason);
    });
  }

  #report(call: string, report: (events: ConnectionEvents) => void): void {
    const { connection, events, onFailure } = this.#parts;
    try {
      report(events);
    } catch (error) {
      onFailure(call, error);
      hangUp(connection);
      events.closed("server_error");
    }
  }
}

function hangUp(connection: ProtocolConnection): void {
  try {
    connection.disconnect("server_error", null);
  } catch {
    // That it failed was told already.
  }
}

function checkConnection(connection: ProtocolConnection, name: string): void {
  const { protocolKey, address, uid } = connection;
  if (protocolKey !== name) {
    throw new TypeError(
      `Cannot connect as the connection's protocolKey must be its portal plugin's name "${name}": ` +
        `it is ${shown(protocolKey)}`,
    );
  }
  if (typeof address !== "string" || (uid !== undefined && typeof uid !== "number")) {
    throw new TypeError(
      "Cannot connect as the connection's address must be text, and its uid a number or absent: " +
        `they are ${shown(address)} and ${shown(uid)}`,
    );
  }
  const missing = METHODS.filter((method) => typeof connection[method] !== "function");
  if (missing.length === 0) return;
  throw new TypeError(`Cannot connect as the connection must have ${missing.join("(), ")}()`);
}

function mustBeText(value: unknown): string {
  return `it must be text: it is of type ${typeof value}`;
}

function shown(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
