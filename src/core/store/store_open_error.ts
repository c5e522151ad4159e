/** Why a database cannot be opened, as plain data that can cross between isolates. */
export interface StoreOpenProblem {
  /** The file. */
  readonly path: string;
  /** What must be so, such as `the folder must be writable`. */
  readonly needed: string;
  /** What is so. */
  readonly state: string;
  /** What the operator can do. */
  readonly remedy: string;
}

/** Thrown when the Store's database cannot be opened; the file is as it was. */
export class StoreOpenError extends Error {
  override readonly name = "StoreOpenError";

  /** Creates the error from what is wrong. */
  constructor(readonly problem: StoreOpenProblem, options?: ErrorOptions) {
    const { path, needed, state, remedy } = problem;
    super(
      `Cannot open the store "${path}" as ${needed}: current state is ${state}; ${remedy}`,
      options,
    );
  }
}
