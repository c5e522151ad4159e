import type { Boundary } from "./boundary.ts";
import { ChannelBoundary, type ChannelOptions, type Envelope } from "./channel_boundary.ts";

/**
 * Makes one end of a wall between isolates: messages are structured-cloned over a message port.
 *
 * @typeParam Out What this side sends.
 * @typeParam In What this side receives.
 * @param port The port whose other end the other isolate holds.
 * @param options The epoch, and how arriving messages are checked.
 */
export function workerBoundary<Out, In>(
  port: MessagePort,
  options: ChannelOptions<In>,
): Boundary<Out, In> {
  return new ChannelBoundary<Out, In>({
    post: (envelope) => port.postMessage(envelope),
    onEnvelope(take) {
      // The other end is a ChannelBoundary, which posts nothing but envelopes.
      port.onmessage = (event) => take(event.data as Envelope<unknown>);
    },
    close: () => port.close(),
  }, options);
}
