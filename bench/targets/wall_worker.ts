/** The other side of the bare wall: says back what it is told. */

/** What a worker's global offers; the compiler takes this file for a page's. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
  postMessage(data: unknown): void;
}

// This file runs in a worker only, whose global has these two members.
const scope = self as unknown as WorkerScope;

scope.onmessage = ({ data }) => scope.postMessage(data);
