/**
 * What crosses at once, in order.
 *
 * `epoch` is the number of the Server this batch is from or for; a batch of an older epoch is
 * dropped.
 */
export interface Batch<Message> {
  readonly epoch: number;
  readonly messages: readonly Message[];
}
