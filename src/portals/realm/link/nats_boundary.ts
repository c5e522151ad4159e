import type { Boundary } from "../../../core/boundary/boundary.ts";
import { ChannelBoundary, type ChannelOptions } from "../../../core/boundary/channel_boundary.ts";
import type { NatsLink } from "./nats_link.ts";

/** How many batches may be on their way to another process. */
export const NATS_IN_FLIGHT = 16;

/**
 * Makes one end of a wall between processes.
 *
 * A link that is broken carries nothing any more, and the boundary does not tell: whoever has the
 * link closes the boundary, and sends what that returns over another one.
 *
 * @typeParam Out What this side sends.
 * @typeParam In What this side receives.
 * @param link Carries envelopes to the other process.
 * @param options The epoch, how arriving messages are checked, and what counts those that were taken.
 */
export function natsBoundary<Out, In>(
  link: NatsLink,
  options: ChannelOptions<In>,
): Boundary<Out, In> {
  return new ChannelBoundary<Out, In>(link, { inFlight: NATS_IN_FLIGHT, ...options });
}
