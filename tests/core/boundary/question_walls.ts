import { inlineBoundary } from "../../../src/core/boundary/inline_boundary.ts";
import {
  type PortalMessage,
  PortalMessageSchema,
  type ServerMessage,
  ServerMessageSchema,
} from "../../../src/core/boundary/messages.ts";
import type { Boundary } from "../../../src/core/boundary/boundary.ts";
import type { QuestionMessage } from "../../../src/core/boundary/question_messages.ts";
import { type Answers, Questions } from "../../../src/core/boundary/questions.ts";
import { workerBoundary } from "../../../src/core/boundary/worker_boundary.ts";
import type { Clock } from "../../../src/core/clock.ts";

/** Two sides that ask one another over a wall. */
export interface AskingSides extends Disposable {
  readonly portal: Questions;
  readonly server: Questions;
  /** Every message that arrived, on either side. */
  readonly crossed: readonly QuestionMessage[];
  /** Why questions could not be answered. */
  readonly failed: readonly string[];
  /** Closes the wall, as when the Server is ended: the Portal knows, the Server does not. */
  readonly end: () => void;
}

/** What {@linkcode askingSides} are made with. */
export interface AskingOptions {
  readonly clock: Clock;
  readonly portal?: Answers;
  readonly server?: Answers;
}

interface Ends {
  readonly portal: Boundary<PortalMessage, ServerMessage>;
  readonly server: Boundary<ServerMessage, PortalMessage>;
}

/** Every wall that questions cross. */
export const QUESTION_WALLS: Readonly<Record<string, () => Ends>> = {
  "inline": () =>
    inlineBoundary<PortalMessage, ServerMessage>({
      epoch: 1,
      portalSchema: PortalMessageSchema,
      serverSchema: ServerMessageSchema,
    }),
  "worker": () => {
    const { port1, port2 } = new MessageChannel();
    return {
      portal: workerBoundary(port1, { epoch: 1, schema: ServerMessageSchema }),
      server: workerBoundary(port2, { epoch: 1, schema: PortalMessageSchema }),
    };
  },
};

/** Opens a wall with both sides' questions on it. */
export function askingSides(open: () => Ends, options: AskingOptions): AskingSides {
  const ends = open();
  const crossed: QuestionMessage[] = [];
  const failed: string[] = [];
  const { clock, portal: portalAnswers = {}, server: serverAnswers = {} } = options;
  const onFail = (error: Error) => void failed.push(error.message);
  const portal = new Questions({
    ...{ clock, onFail, answers: portalAnswers },
    send: (message) => ends.portal.send(message),
  });
  const server = new Questions({
    ...{ clock, onFail, answers: serverAnswers },
    send: (message) => ends.server.send(message),
  });
  const take = (to: Questions) => (batch: { messages: readonly { kind: string }[] }) => {
    for (const message of batch.messages as readonly QuestionMessage[]) { // nothing else is sent
      crossed.push(message);
      to.receive(message);
    }
  };
  ends.portal.onBatch(take(portal));
  ends.server.onBatch(take(server));
  const end = () => portal.end(ends.portal.close());
  return {
    ...{ portal, server, crossed, failed, end },
    [Symbol.dispose]() {
      end();
      server.end(ends.server.close());
    },
  };
}
