import { receiveMessageOnPort } from "node:worker_threads";
import type { Engine, StoreLink } from "./engine.ts";
import type { StoreAnswers, StoreMessage, StoreQuestion, StoreRequest } from "./store_messages.ts";
import type { StoreReader } from "./store.ts";
import { messageOf } from "../trace/error_text.ts";

/**
 * Serves one Server over a message port, until it leaves or is fenced.
 *
 * @param engine The Store itself.
 * @param port The port; it is closed in the end.
 * @param epoch The Server's number, above all that the engine has seen.
 */
export function serveStorePort(engine: Engine, port: MessagePort, epoch: number): void {
  engine.connect(epoch, new PortLink(engine, port, epoch));
}

/** The Store's side of a port. */
class PortLink implements StoreLink {
  readonly #engine: Engine;
  readonly #port: MessagePort;
  readonly #epoch: number;
  readonly #early = new Map<number, StoreQuestion>();
  readonly #unanswered = new Set<Promise<void>>();
  #nextId = 1;
  #isEnded = false;

  constructor(engine: Engine, port: MessagePort, epoch: number) {
    this.#engine = engine;
    this.#port = port;
    this.#epoch = epoch;
    port.onmessage = (event: MessageEvent<unknown>) => this.#receive(event.data);
  }

  pull(): void {
    if (this.#isEnded) return;
    for (;;) {
      // Deno's web ports are Node's; only the two declarations differ.
      const port = this.#port as unknown as Parameters<typeof receiveMessageOnPort>[0];
      // Declared as an object, but `undefined` when nothing waits.
      const received = receiveMessageOnPort(port) as { message: unknown } | undefined;
      if (received === undefined) return;
      this.#receive(received.message);
    }
  }

  async fenced(): Promise<void> {
    this.#isEnded = true;
    await Promise.all(this.#unanswered);
    this.#post({ kind: "fenced", epoch: this.#epoch });
    this.#port.close();
  }

  /**
   * Takes a request in the order of ids: one that was pulled may overtake one that the event loop
   * already holds.
   */
  #receive(data: unknown): void {
    if (this.#isEnded || !isRequest(data) || data.epoch !== this.#epoch) return;
    if (data.id >= this.#nextId) this.#early.set(data.id, data.question);
    for (;;) {
      const question = this.#early.get(this.#nextId);
      if (question === undefined) return;
      this.#early.delete(this.#nextId);
      this.#answer(this.#nextId++, question);
    }
  }

  #answer(id: number, question: StoreQuestion): void {
    const epoch = this.#epoch;
    const answered = Promise.try(() => this.#ask(question))
      .then((value) => this.#post({ kind: "answer", epoch, id, value }))
      .catch((error) => this.#post({ kind: "error", epoch, id, error: messageOf(error) }))
      .finally(() => this.#unanswered.delete(answered));
    this.#unanswered.add(answered);
  }

  #ask(
    question: StoreQuestion,
  ): StoreAnswers[keyof StoreAnswers] | Promise<StoreAnswers[keyof StoreAnswers]> {
    const engine = this.#engine;
    const epoch = this.#epoch;
    switch (question.kind) {
      case "read":
        return engine.read(epoch, this.#reader());
      case "takeOver":
        return engine.takeOver(epoch);
      case "commit":
        return engine.commit(epoch, question.changes);
      case "damagedAccount":
        return engine.damagedAccount(epoch);
      case "resume":
        return engine.resume(epoch);
      case "createAccount":
        return engine.createAccount(epoch, question.row);
      case "findAccount":
        return engine.findAccount(epoch, question.nameKey);
      case "getAccount":
        return engine.getAccount(epoch, question.id);
      case "hasSuperuser":
        return engine.hasSuperuser(epoch);
      case "pluginVersions":
        return engine.pluginVersions(epoch);
      case "pluginData":
        return engine.pluginData(epoch, question.plugin);
      case "auditEntries":
        return engine.auditEntries(epoch, question.page);
      case "ranLines":
        return engine.ranLines(epoch, question.sessids);
      case "close":
        return this.#leave();
      default:
        question satisfies never;
        throw new TypeError(
          "Cannot answer a question as its kind must be known: current state is not",
        );
    }
  }

  #reader(): StoreReader {
    const epoch = this.#epoch;
    return {
      onObjects: (rows) => this.#post({ kind: "objects", epoch, rows }),
      onBans: (rows) => this.#post({ kind: "bans", epoch, rows }),
      onPluginVersions: (rows) => this.#post({ kind: "pluginVersions", epoch, rows }),
      onPluginData: (rows) => this.#post({ kind: "pluginData", epoch, rows }),
      onChanges: (changes) => this.#post({ kind: "changes", epoch, changes }),
    };
  }

  /** Lets the Server go, after all other answers; it closes the port when it has this one. */
  async #leave(): Promise<null> {
    // Not this one, which comes to be among them.
    const others = [...this.#unanswered];
    await this.#engine.leave(this.#epoch);
    await Promise.all(others);
    return null;
  }

  #post(message: StoreMessage): void {
    this.#port.postMessage(message);
  }
}

/** Tells whether this is a request in its outer shape; the question is checked by its use. */
function isRequest(data: unknown): data is StoreRequest {
  if (typeof data !== "object" || data === null) return false;
  if (!("id" in data && "epoch" in data && "question" in data)) return false;
  return Number.isSafeInteger(data.id) && typeof data.question === "object" &&
    data.question !== null;
}
