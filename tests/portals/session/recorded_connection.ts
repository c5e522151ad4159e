import type { ProtocolFlags } from "../../../src/core/boundary/flags.ts";
import type { Call, CloseReason } from "../../../src/core/boundary/messages.ts";
import type {
  ConnectionAccount,
  InputMode,
  ProtocolConnection,
} from "../../../src/portals/session/connection.ts";

/** A protocol's side of a connection that writes down what it is told. */
export class RecordedConnection implements ProtocolConnection {
  readonly protocolKey = "recorded";
  readonly delivered: Call[] = [];
  readonly modes: InputMode[] = [];
  readonly flags: ProtocolFlags[] = [];
  readonly accounts: (ConnectionAccount | null)[] = [];
  readonly ends: { readonly reason: CloseReason; readonly text: string | null }[] = [];

  constructor(readonly address: string = "192.0.2.1") {}

  /** The markup of what was shown, prompts too. */
  get shown(): readonly unknown[] {
    return this.delivered.map(([, args]) => args[0]);
  }

  deliver(calls: readonly Call[]): void {
    this.delivered.push(...calls);
  }

  changeFlags(flags: ProtocolFlags): void {
    this.flags.push(flags);
  }

  changeAccount(account: ConnectionAccount | null): void {
    this.accounts.push(account);
  }

  setInputMode(mode: InputMode): void {
    this.modes.push(mode);
  }

  disconnect(reason: CloseReason, text: string | null): void {
    this.ends.push({ reason, text });
  }
}
