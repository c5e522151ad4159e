import type { Placement } from "./placement.ts";

/** A plugin that is to be made. */
export interface NewPlugin {
  readonly name: string;
  /** The scope it is published under, without the `@`. */
  readonly scope: string;
  readonly placement: Placement;
}
