import type { Batch } from "./batch.ts";

/**
 * One side's end of the wall between Portal and Server (Evennia's AMP, section 2.1).
 *
 * Messages are plain data, cross by value and arrive in the order in which they were sent.
 *
 * @typeParam Out What this side sends.
 * @typeParam In What this side receives.
 */
export interface Boundary<Out, In> {
  /**
   * Queues one message; everything queued in one turn of the event loop crosses as one batch.
   *
   * A message sent after {@linkcode close} is dropped, as when the other side is absent (2.1.7).
   */
  send(message: Out): void;

  /** Sets who receives what the other side sent; batches that came before are delivered now. */
  onBatch(receive: (batch: Batch<In>) => void): void;

  /**
   * Sets who is told of a message that was dropped because it is not plain data, or does not fit
   * its schema. All others cross; until this is set, the error is one that nobody catches.
   */
  onFault(tell: (error: Error) => void): void;

  /** How many messages wait to be sent: those of this turn, and what a busy other side has to take. */
  readonly waiting: number;

  /**
   * Ends this side: nothing is sent or received any more.
   *
   * @returns What still waited to be sent, and never was.
   */
  close(): readonly Out[];
}
