import type * as v from "valibot";
import type { Boundary } from "./boundary.ts";
import { ChannelBoundary, type Envelope, type Link } from "./channel_boundary.ts";

/** The two ends of a wall inside one isolate. */
export interface BoundaryPair<PortalOut, ServerOut> {
  readonly portal: Boundary<PortalOut, ServerOut>;
  readonly server: Boundary<ServerOut, PortalOut>;
}

/** What {@linkcode inlineBoundary} is made with. */
export interface InlineOptions<PortalOut, ServerOut> {
  /** The number of the Server behind this wall. */
  readonly epoch: number;
  /** Checks what arrives at the Portal. */
  readonly serverSchema?: v.GenericSchema<unknown, ServerOut>;
  /** Checks what arrives at the Server. */
  readonly portalSchema?: v.GenericSchema<unknown, PortalOut>;
}

/**
 * Makes a wall inside one isolate: the literal in-memory channel.
 *
 * Messages are cloned, so that nothing leaks across by reference.
 *
 * @param options The epoch, and how messages are checked.
 */
export function inlineBoundary<PortalOut, ServerOut>(
  options: InlineOptions<PortalOut, ServerOut>,
): BoundaryPair<PortalOut, ServerOut> {
  const [portalLink, serverLink] = inlineLinks();
  const { epoch, serverSchema, portalSchema } = options;
  return {
    portal: new ChannelBoundary<PortalOut, ServerOut>(portalLink, {
      epoch,
      ...(serverSchema && { schema: serverSchema }),
    }),
    server: new ChannelBoundary<ServerOut, PortalOut>(serverLink, {
      epoch,
      ...(portalSchema && { schema: portalSchema }),
    }),
  };
}

type Take = (envelope: Envelope<unknown>) => void;

function inlineLinks(): [Link, Link] {
  const takes: { left?: Take | undefined; right?: Take | undefined } = {};
  const link = (own: "left" | "right", other: "left" | "right"): Link => ({
    post(envelope) {
      const copy = structuredClone(envelope);
      queueMicrotask(() => takes[other]?.(copy));
    },
    onEnvelope: (take) => takes[own] = take,
    close: () => takes[own] = undefined,
  });
  return [link("left", "right"), link("right", "left")];
}
