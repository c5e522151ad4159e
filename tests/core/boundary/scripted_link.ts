import type { Envelope, Link } from "../../../src/core/boundary/channel_boundary.ts";

/** A link whose other end is the test: it reads what was posted and posts what it likes. */
export class ScriptedLink implements Link {
  readonly posted: Envelope<unknown>[] = [];
  isClosed = false;
  #take: (envelope: Envelope<unknown>) => void = () => {};

  post(envelope: Envelope<unknown>): void {
    this.posted.push(envelope);
  }

  onEnvelope(take: (envelope: Envelope<unknown>) => void): void {
    this.#take = take;
  }

  close(): void {
    this.isClosed = true;
  }

  /** Posts an envelope from the other end. */
  arrive(envelope: Envelope<unknown>): void {
    this.#take(envelope);
  }
}
