import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Call, CloseReason } from "../../core/boundary/messages.ts";
import type { SharedRender } from "../render/shared_render.ts";
import type { XraySight } from "../xray/exchange.ts";
import type { ConnectionAccount, InputMode, ProtocolConnection } from "./connection.ts";
import type { LineFault } from "./line_fault.ts";

/** Is told which call failed, and how. */
export type OnPortalFailure = (call: string, error: unknown) => void;

/**
 * Calls a protocol's connection and lets nothing out that it throws, now or later: one client, or
 * one protocol, must not stop what is said to the others.
 *
 * After its first failure it is only told to end.
 */
export class GuardedConnection implements Omit<ProtocolConnection, "xray" | "disturb"> {
  readonly protocolKey: string;
  readonly address: string;
  readonly uid: number | undefined;
  readonly #connection: ProtocolConnection;
  readonly #onFailure: OnPortalFailure;
  #hasFailed = false;

  /**
   * Guards a connection.
   *
   * @param connection The protocol's side.
   * @param onFailure Is told once, of the first failure.
   */
  constructor(connection: ProtocolConnection, onFailure: OnPortalFailure) {
    this.protocolKey = connection.protocolKey;
    this.address = connection.address;
    this.uid = connection.uid;
    this.#connection = connection;
    this.#onFailure = onFailure;
  }

  deliver(calls: readonly Call[], shared: SharedRender): void {
    this.#guard("deliver", () => this.#connection.deliver(calls, shared));
  }

  changeFlags(flags: ProtocolFlags): void {
    this.#guard("changeFlags", () => this.#connection.changeFlags(flags));
  }

  setInputMode(mode: InputMode): void {
    this.#guard("setInputMode", () => this.#connection.setInputMode(mode));
  }

  /** Tells who is logged in, if the protocol wants to know. */
  changeAccount(account: ConnectionAccount | null): void {
    this.#guard("changeAccount", () => this.#connection.changeAccount?.(account));
  }

  /** Shows what is said, if the protocol can. */
  xray(sight: XraySight): Disposable | undefined {
    let look: Disposable | undefined;
    this.#guard("xray", () => void (look = this.#connection.xray?.(sight)));
    return look;
  }

  /** Breaks or disturbs the line, if the protocol can; returns why it cannot. */
  disturb(fault: LineFault): string | null {
    let refusal: string | null = `Nothing can be done to a line of ${this.protocolKey}.`;
    if (this.#connection.disturb === undefined) return refusal;
    this.#guard("disturb", () => void (refusal = this.#connection.disturb?.(fault) ?? null));
    return refusal;
  }

  disconnect(reason: CloseReason, text: string | null): void {
    this.#call("disconnect", () => this.#connection.disconnect(reason, text));
  }

  #guard(name: string, call: () => unknown): void {
    if (!this.#hasFailed) this.#call(name, call);
  }

  /** A method that is written as `async` gives a promise, whatever its type says. */
  #call(name: string, call: () => unknown): void {
    try {
      const result = call();
      if (result instanceof Promise) result.catch((error) => this.#fail(name, error));
    } catch (error) {
      this.#fail(name, error);
    }
  }

  #fail(name: string, error: unknown): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#onFailure(name, error);
  }
}
