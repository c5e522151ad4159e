import type { ProtocolFlags } from "../../../src/core/boundary/flags.ts";
import type {
  PortalMessage,
  ServerMessage,
  SessionSync,
} from "../../../src/core/boundary/messages.ts";
import { SessionCore } from "../../../src/core/session/session_core.ts";

/** A Server with one session, whose turns end, or fail, when the test says so. */
export class FlagServer {
  readonly core: SessionCore;
  readonly #dirty = new Set<keyof SessionSync>();
  #undos: (() => void)[] = [];

  constructor(sync: SessionSync) {
    const nothing = () => {};
    this.core = new SessionCore(sync, {
      counted: () => {},
      output: nothing,
      restored: () => {},
      stepped: () => {},
      enqueue: nothing,
      wake: nothing,
      follow: nothing,
      log: nothing,
      failed: nothing,
      findCmdSet: () => undefined,
      transfer: () => Promise.resolve({ kind: "transferred" }),
      undoable: (undo) => this.#undos.push(undo),
      changed: (_core, fields) => fields.forEach((field) => this.#dirty.add(field)),
      screen: { width: 78, height: 45 },
      maxCarryBytes: 4096,
    });
  }

  /** Takes what the Portal says. */
  take(message: PortalMessage): void {
    if (message.kind === "flags") this.core.mergeFlags(message);
  }

  /** Changes flags, as a command does. */
  change(flags: ProtocolFlags): void {
    this.core.updateFlags(flags, "user");
  }

  /** Ends the turn and returns what is said with it. */
  endTurn(): readonly ServerMessage[] {
    const said = this.#say();
    this.#undos = [];
    return said;
  }

  /** Takes the turn back: what it said is dropped, what it changed is as before. */
  failTurn(): void {
    this.#say();
    for (const undo of this.#undos.toReversed()) undo();
    this.#undos = [];
  }

  #say(): readonly ServerMessage[] {
    if (this.#dirty.size === 0) return [];
    const fields = this.core.news(this.#dirty);
    this.#dirty.clear();
    return [{ kind: "sync", sessid: this.core.sessid, fields }];
  }
}
