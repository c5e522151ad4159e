import type { Figures, Task } from "../load/wire.ts";

/** What those at one Portal are to do. */
export interface PortOrder {
  /** Where its clients connect. */
  readonly port: number;
  readonly task: Task;
}

/** What came of orders that were obeyed at the same time. */
export interface LoadNews {
  /** The number of the process that made the load. */
  readonly pid: number;
  /** One for each order. */
  readonly figures: readonly Figures[];
}
