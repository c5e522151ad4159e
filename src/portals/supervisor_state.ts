/** What a supervisor says of the Server, as `/readyz` shows it. */
export interface SupervisorState {
  /** Whether the Server is up. */
  readonly ready: boolean;
  /** If not, why. */
  readonly reason: string;
  /** How many Servers hung and were given up: each may keep a core busy until the process ends. */
  readonly zombies: number;
}
