/**
 * The life of a session as data: its states, and the only legal steps between them.
 *
 * The runtime enforces this table, documentation draws it and a property test walks it.
 */

/** Where a session is in its life. */
export type SessionState = "negotiating" | "unloggedin" | "loggedin" | "puppeting" | "closed";

/** What happens to a session to move it from one state to another. */
export type SessionStep =
  | "settle"
  | "authenticate"
  | "login"
  | "puppet"
  | "unpuppet"
  | "logout"
  | "disconnect";

/** The legal steps from each state, and the state each leads to. */
export const LIFECYCLE: Readonly<
  Record<SessionState, Readonly<Partial<Record<SessionStep, SessionState>>>>
> = {
  negotiating: { settle: "unloggedin", authenticate: "loggedin", disconnect: "closed" },
  unloggedin: { login: "loggedin", disconnect: "closed" },
  loggedin: { puppet: "puppeting", logout: "unloggedin", disconnect: "closed" },
  puppeting: { unpuppet: "loggedin", disconnect: "closed" },
  closed: {},
};

/** Thrown when code asks a session for a step that its state does not allow. */
export class SessionStateError extends Error {
  override readonly name = "SessionStateError";

  /**
   * Creates the error from the refused step.
   *
   * @param sessid The session's number.
   * @param state The state the session is in.
   * @param step The step that was asked for.
   */
  constructor(
    readonly sessid: number,
    readonly state: SessionState,
    readonly step: SessionStep,
  ) {
    const legal = Object.keys(LIFECYCLE[state]).join(", ") || "none";
    super(
      `Cannot ${step} session ${sessid} as its state must allow it: current state is ` +
        `"${state}", from which the legal steps are: ${legal}`,
    );
  }
}

/**
 * Returns the state that a step leads to, or `undefined` when the step is not legal.
 *
 * @param state The current state.
 * @param step The step to take.
 */
export function nextState(state: SessionState, step: SessionStep): SessionState | undefined {
  return LIFECYCLE[state][step];
}

/** Tells whether a session in this state has an account. */
export function hasAccount(state: SessionState): boolean {
  return state === "loggedin" || state === "puppeting";
}
