import { inlineBoundary } from "../../src/core/boundary/inline_boundary.ts";
import type { Boundary } from "../../src/core/boundary/boundary.ts";
import {
  type PortalMessage,
  PortalMessageSchema,
  type ServerMessage,
  ServerMessageSchema,
} from "../../src/core/boundary/messages.ts";
import type { ReplyAnswer } from "../../src/core/boundary/question_messages.ts";
import type { RunningServer } from "../../src/portals/running_server.ts";

/** What a Server does where it would do as it should; `hang` is nothing at all. */
export interface Script {
  readonly load?: "hang" | "fail" | "die" | "damaged";
  readonly takeOver?: "hang" | "fail" | "die";
  readonly stop?: "hang" | "die";
  readonly ping?: "hang";
  /** What it does with a question; nothing unless told. */
  readonly request?: "die" | ReplyAnswer;
}

/** A Server whose other end the test drives. */
export class FakeServer implements RunningServer {
  readonly boundary: Boundary<PortalMessage, ServerMessage>;
  /** What it was told, in order, but for pings. */
  readonly told: PortalMessage[] = [];
  script: Script;
  pings = 0;
  terminations = 0;
  readonly #end: Boundary<ServerMessage, PortalMessage>;
  readonly #deaths: ((error: string) => void)[] = [];
  #death: string | undefined;

  constructor(readonly epoch: number, script: Script) {
    const { portal, server } = inlineBoundary<PortalMessage, ServerMessage>({
      epoch,
      portalSchema: PortalMessageSchema,
      serverSchema: ServerMessageSchema,
    });
    this.boundary = portal;
    this.#end = server;
    this.script = script;
    server.onBatch(({ messages }) => messages.forEach((message) => this.#obey(message)));
    queueMicrotask(() => this.#do(script.load, { kind: "loaded", plugins: ["builtin"] }));
  }

  onDeath(tell: (error: string) => void): void {
    this.#deaths.push(tell);
    if (this.#death !== undefined) tell(this.#death);
  }

  terminate(): void {
    this.terminations++;
    this.#end.close();
  }

  /** Says something to the Portal. */
  say(message: ServerMessage): void {
    this.#end.send(message);
  }

  /** Dies, as an isolate does whose code throws. */
  die(error = "a bug at world.ts:3:1"): void {
    this.#death = error;
    for (const tell of this.#deaths) tell(error);
  }

  /** The names of what it was asked. */
  get asked(): readonly string[] {
    return this.told.flatMap((message) => message.kind === "request" ? message.name : []);
  }

  /** The lines that it was told. */
  get lines(): readonly unknown[] {
    return this.told.flatMap((message) =>
      message.kind === "input" ? message.calls.map(([, args]) => args[0]) : []
    );
  }

  #obey(message: PortalMessage): void {
    if (message.kind === "ping") {
      this.pings++;
      return this.#do(this.script.ping, { kind: "pong", at: message.at, isIdle: true });
    }
    this.told.push(message);
    if (message.kind === "sync") this.#do(this.script.takeOver, { kind: "ready", claimable: true });
    if (message.kind === "request") this.#answer(message.id);
    if (message.kind === "stop") this.#do(this.script.stop, { kind: "stopped" });
  }

  #answer(id: number): void {
    const { request } = this.script;
    if (request === "die") this.die();
    else if (request !== undefined) this.say({ kind: "reply", id, answer: request });
  }

  #do(scripted: "hang" | "fail" | "die" | "damaged" | undefined, otherwise: ServerMessage): void {
    switch (scripted) {
      case "hang":
        return;
      case "fail":
        return this.say({ kind: "failed", error: "a bug at plugin.ts:1:1", isDamage: false });
      case "damaged":
        return this.say({ kind: "failed", error: "Cannot read object 12", isDamage: true });
      case "die":
        return this.die();
      default:
        return this.say(otherwise);
    }
  }
}
