import type { Asks } from "../boundary/questions.ts";
import type { Clock } from "../clock.ts";
import type { Settings } from "../settings/settings.ts";
import type { RealmPlayers, Realms } from "./realms.ts";

/** How long the process may take to ask the other realms, in milliseconds. */
const PATIENCE_MS = 1_500;

/** What {@linkcode GameRealms} are made with. */
export interface GameRealmsOptions {
  readonly settings: Pick<Settings, "realm" | "realms">;
  readonly clock: Clock;
  /** Asks the process that the Server runs in, which reaches the other realms. */
  readonly asks: () => Asks;
}

/** The realms, as the Server of one of them sees them. */
export class GameRealms implements Realms {
  readonly name: string;
  readonly names: readonly string[];
  readonly home: string;
  readonly #options: GameRealmsOptions;

  /**
   * Creates it.
   *
   * @param options The settings, and who can be asked of the others.
   */
  constructor(options: GameRealmsOptions) {
    const { realm, realms } = options.settings;
    this.#options = options;
    this.name = realm;
    this.names = realms.length === 0 ? [realm] : [...realms];
    this.home = this.names[0] ?? realm;
  }

  async who(): Promise<readonly RealmPlayers[]> {
    const others = this.names.filter((name) => name !== this.name).sort();
    if (others.length === 0) return [];
    const { asks, clock } = this.#options;
    const answer = await asks().ask("elsewhere", {}, { deadline: clock.now() + PATIENCE_MS });
    const told = answer.kind === "answered" ? answer.value.realms : [];
    return others.map((realm) =>
      told.find((one) => one.realm === realm) ?? { kind: "away", realm }
    );
  }
}
