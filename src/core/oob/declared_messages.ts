import type { Call } from "../boundary/messages.ts";
import type { Trace } from "../trace/trace.ts";
import { callLike, callWith, dataOf } from "./call_data.ts";
import { checkData } from "./check_data.ts";
import { messageKey } from "./names.ts";
import type { OobMessage } from "./oob_message.ts";
import { SHIPPED_BY } from "./shipped/shipped_messages.ts";

/** A declared message, and the plugin that provides it; `core` for those that are shipped. */
export interface OwnedOobMessage {
  readonly owner: string;
  readonly message: Omit<OobMessage, "with">;
}

/** What became of a client's message: the call that the game is to hear, or why it is refused. */
export type IncomingOob =
  | { readonly kind: "call"; readonly call: Call }
  | { readonly kind: "wrong"; readonly what: string };

/** Checks what goes out and what comes in against what plugins declared. */
export class DeclaredMessages {
  readonly #messages: ReadonlyMap<string, OwnedOobMessage>;
  readonly #trace: Trace;
  /** How many messages of a session were refused. */
  readonly #refused = new WeakMap<object, number>();

  /**
   * Creates the check.
   *
   * @param messages What is declared, by key; it may change.
   * @param trace Where an author finds what is wrong.
   */
  constructor(messages: ReadonlyMap<string, OwnedOobMessage>, trace: Trace) {
    this.#messages = messages;
    this.#trace = trace;
  }

  /** Tells whether the core's own declaration of a message is in force, and no plugin's. */
  isShipped(name: string): boolean {
    return this.#messages.get(messageKey(name))?.owner === SHIPPED_BY;
  }

  /** Returns the calls that may be sent, as their schemas made them; others are told of and left out. */
  outgoing(calls: readonly Call[]): readonly Call[] {
    if (!calls.some(([name]) => this.#find(name, "out") !== undefined)) return calls;
    return calls.flatMap((call) => this.#checkedOut(call));
  }

  /** Checks what a client sent; what is not declared passes as it is. */
  incoming(session: object, call: Call): IncomingOob {
    const declared = this.#find(call[0], "in");
    if (declared === undefined) return { kind: "call", call };
    const { message } = declared;
    const checked = checkData(message, dataOf(call));
    if (checked.kind === "ok") return { kind: "call", call: callWith(message.key, checked.data) };
    const count = (this.#refused.get(session) ?? 0) + 1;
    this.#refused.set(session, count);
    const { field, why } = checked;
    // Not why: a library's words may quote what was sent, which may be a secret.
    const data = { name: message.name, field, count };
    this.#trace.emit("oob:refused", { level: "debug", ...sessidOf(session), data });
    return { kind: "wrong", what: `"${message.name}" was not used: ${told(field, why)}` };
  }

  #find(name: string, way: "in" | "out"): OwnedOobMessage | undefined {
    if (name === "text" || name === "prompt") return undefined;
    const found = this.#messages.get(messageKey(name));
    const direction = found?.message.direction;
    return direction === way || direction === "both" ? found : undefined;
  }

  #checkedOut(call: Call): readonly Call[] {
    const declared = this.#find(call[0], "out");
    if (declared === undefined) return [call];
    const { owner, message } = declared;
    const checked = checkData(message, dataOf(call));
    if (checked.kind === "ok") return [callLike(call, message.outputFunc, checked.data)];
    const error = `Cannot send "${message.name}" as its data must fit its schema: ` +
      told(checked.field, checked.why);
    const data = { plugin: owner, name: message.name, field: checked.field, error };
    this.#trace.emit("oob:unsent", { level: "error", data });
    return [];
  }
}

function told(field: string, why: string): string {
  return field === "" ? why : `field "${field}": ${why}`;
}

function sessidOf(session: object): { readonly sessid?: number } {
  return "sessid" in session && typeof session.sessid === "number"
    ? { sessid: session.sessid }
    : {};
}
