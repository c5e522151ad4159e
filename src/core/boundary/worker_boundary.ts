import type { Boundary } from "./boundary.ts";
import { ChannelBoundary, type ChannelOptions, isEnvelope } from "./channel_boundary.ts";

/** How many batches may be on their way to an isolate: with more, nothing gets faster. */
export const IN_FLIGHT = 8;

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
      port.onmessage = ({ data }: MessageEvent<unknown>) => {
        // The other end is a ChannelBoundary; whatever else is posted is not for us (behaviour 2.1.6).
        if (isEnvelope(data)) take(data);
      };
    },
    close: () => port.close(),
  }, options);
}
