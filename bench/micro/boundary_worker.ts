/** The other isolate: says back what crosses the wall. */
import { workerBoundary } from "../../src/core/boundary/worker_boundary.ts";

/** What a worker's global offers; the compiler takes this file for a page's. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<MessagePort>) => void) | null;
}

// This file runs in a worker only, whose global has this member.
const scope = self as unknown as WorkerScope;

scope.onmessage = ({ data }) => {
  const boundary = workerBoundary<unknown, unknown>(data, { epoch: 1 });
  boundary.onBatch(({ messages }) => messages.forEach((message) => boundary.send(message)));
};
