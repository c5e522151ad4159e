/** What is done to a client's line on purpose, to show what holds and what does not. */
export type LineFault =
  /** It breaks, without a goodbye. */
  | { readonly kind: "drop" }
  /** What goes either way arrives so many milliseconds late, in order; 0 is off. */
  | { readonly kind: "delay"; readonly ms: number }
  /** Each byte travels alone, either way, or no longer. */
  | { readonly kind: "split"; readonly on: boolean };

/** A fault that leaves the line whole. */
export type Disturbance = Exclude<LineFault, { kind: "drop" }>;
