/** Why NATS cannot be used, as plain data; nothing of it is a secret. */
export interface NatsProblem {
  /** Where it is, without user and password. */
  readonly place: string;
  /** What must be so, such as `it must be running`. */
  readonly needed: string;
  /** What is so. */
  readonly state: string;
  /** What the operator can do. */
  readonly remedy: string;
}

/** Thrown when NATS cannot be connected to, or does not give what we need of it. */
export class NatsConnectError extends Error {
  override readonly name = "NatsConnectError";

  /** Creates the error from what is wrong. */
  constructor(readonly problem: NatsProblem, options?: ErrorOptions) {
    const { place, needed, state, remedy } = problem;
    super(
      `Cannot use NATS at "${place}" as ${needed}: current state is ${state}; ${remedy}`,
      options,
    );
  }
}
