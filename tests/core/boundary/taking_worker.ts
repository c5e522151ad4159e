/** Takes what crosses a wall, slowly, and says at the end what it took. */
import { TakenCount } from "../../../src/core/boundary/taken_count.ts";
import { workerBoundary } from "../../../src/core/boundary/worker_boundary.ts";

/** What it is started with. */
export interface TakingInit {
  readonly port: MessagePort;
  readonly taken: SharedArrayBuffer;
}

/** What a worker's global offers; the compiler takes this file for a page's. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<TakingInit | "end">) => void) | null;
  postMessage(took: readonly number[]): void;
}

// This file runs in a worker only, whose global has these members.
const scope = self as unknown as WorkerScope;
const took: number[] = [];

scope.onmessage = ({ data }) => {
  if (data === "end") return scope.postMessage(took);
  const takenHere = new TakenCount(data.taken);
  const boundary = workerBoundary<number, number>(data.port, { epoch: 1, inFlight: 4, takenHere });
  boundary.onBatch(({ messages }) => {
    const until = performance.now() + 0.2;
    while (performance.now() < until);
    took.push(...messages);
    for (const nth of messages) boundary.send(nth);
  });
};
