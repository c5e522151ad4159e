import type { Boundary } from "../../core/boundary/boundary.ts";
import type { PortalMessage, ServerMessage } from "../../core/boundary/messages.ts";
import type { Measures } from "../../core/boundary/measures_question.ts";
import { Tally } from "../../core/boundary/tally.ts";
import type { RunningServer } from "../running_server.ts";

/** What a Server is heard to say that is measured. */
type Heard = Extract<ServerMessage, { kind: "pong" | "stopped" }>;

/** Measures the wall to the Server that was started last. */
export class WallMeasures {
  /** How long a heartbeat took to the Server and back: it waits its turn as any message does. */
  readonly roundTrips: Tally = new Tally();
  readonly #onLastWords: (measures: Measures) => void;
  #boundary: Pick<Boundary<PortalMessage, ServerMessage>, "waiting"> | undefined;

  /**
   * Creates measures of no wall.
   *
   * @param onLastWords Takes what a Server tells of itself when it stops.
   */
  constructor(onLastWords: (measures: Measures) => void) {
    this.#onLastWords = onLastWords;
  }

  /** How many messages wait to cross to the Server. */
  get waiting(): number {
    return this.#boundary?.waiting ?? 0;
  }

  /** Returns the same Server, whose wall is measured. */
  watch(server: RunningServer): RunningServer {
    const { boundary } = server;
    this.#boundary = boundary;
    // Answers come in the order of the questions.
    const asked: number[] = [];
    let isListening = false;
    const hear = (message: Heard) => {
      if (message.kind === "pong") {
        const from = asked.shift();
        if (from !== undefined) this.roundTrips.add(performance.now() - from);
      } else if (message.measures !== undefined) this.#onLastWords(message.measures);
    };
    const measured: Boundary<PortalMessage, ServerMessage> = {
      get waiting() {
        return boundary.waiting;
      },
      send(message) {
        if (message.kind === "ping") asked.push(performance.now());
        isListening ||= message.kind === "stop";
        boundary.send(message);
      },
      onBatch: (receive) =>
        boundary.onBatch((batch) => {
          // Nothing else is looked for, so that measuring costs nothing where much is said.
          if (isListening || asked.length > 0) batch.messages.filter(isHeard).forEach(hear);
          receive(batch);
        }),
      onFault: (tell) => boundary.onFault(tell),
      close: () => boundary.close(),
    };
    return { ...server, boundary: measured };
  }
}

function isHeard(message: ServerMessage): message is Heard {
  return message.kind === "pong" || message.kind === "stopped";
}
