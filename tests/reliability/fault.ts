/** One thing that can go wrong. */
export interface Fault {
  /** What is done to the server. */
  readonly fault: string;
  /** What holds all the same. */
  readonly promise: string;
  /** What a long form saw, with the number; what it was measured with stands below the table. */
  readonly measured?: string;
}
