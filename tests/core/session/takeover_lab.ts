import assert from "node:assert/strict";
import {
  type TestGame,
  testGame,
  type TestPlayer,
  type TestPortal,
} from "../../../src/plugins/testing.ts";

/** A multisession mode. */
export type Mode = 0 | 1 | 2 | 3;

/** What becomes of an older session when a newer one of its account wishes its character. */
export const OLDER: Readonly<Record<Mode, "ended" | "shares" | "out of character">> = {
  0: "ended",
  1: "shares",
  2: "out of character",
  3: "shares",
};

/** Who and what a player is, as far as can be told from inside the game and from its screen. */
interface Standing {
  readonly closedWith: string | undefined;
  readonly account: string | undefined;
  readonly puppet: string | undefined;
  /** Whether the player hears what Bert says. */
  readonly hears: boolean;
}

const PLAYS: Standing = { closedWith: undefined, account: "Anna", puppet: "Anna", hears: true };
const WATCHES: Standing = { ...PLAYS, puppet: undefined, hears: false };
const NOBODY: Standing = { ...WATCHES, account: undefined, closedWith: "logged_in_elsewhere" };

const OLDER_STANDING = { ended: NOBODY, shares: PLAYS, "out of character": WATCHES } as const;

/** A house with Anna, whose character is taken over, and Bert, who talks in the same room. */
export class TakeoverHouse implements AsyncDisposable {
  readonly game: TestGame;
  readonly anna: TestPlayer;
  readonly #bert: TestPlayer;
  readonly #older: Standing;

  private constructor(game: TestGame, anna: TestPlayer, bert: TestPlayer) {
    this.game = game;
    this.anna = anna;
    this.#bert = bert;
    this.#older = OLDER_STANDING[OLDER[game.settings.multisessionMode]];
  }

  /** Starts a game of this mode, in which Anna comes in by this portal. */
  static async open(multisessionMode: Mode, portal: TestPortal): Promise<TakeoverHouse> {
    const game = await testGame({ settings: { multisessionMode } });
    const bert = await game.player("Bert", { portal: "telnet" });
    return new TakeoverHouse(game, await game.player("Anna", { portal }), bert);
  }

  /** Logs in to Anna's account once more, and wishes her character. */
  async takeOver(portal: TestPortal): Promise<TestPlayer> {
    const player = await this.game.comeBack("Anna", { portal });
    if (this.#standing(player).puppet === undefined) await player.send("ic Anna");
    return player;
  }

  /** Checks that each has its own session, and of it all that the mode leaves to it. */
  async assertTakenOver(players: readonly TestPlayer[]): Promise<void> {
    const last = players.length - 1;
    assert.deepEqual(
      await this.#standings(players),
      players.map((_, index) => index === last ? PLAYS : this.#older),
    );
    await this.#assertOwnLines(players);
  }

  /** Checks the same when it is not known which of them was the last. */
  async assertOneTookOver(players: readonly TestPlayer[]): Promise<void> {
    const standings = await this.#standings(players);
    const last = standings.findIndex(({ puppet }) => puppet !== undefined);
    assert.deepEqual(standings, players.map((_, index) => index === last ? PLAYS : this.#older));
    await this.#assertOwnLines(players);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.game[Symbol.asyncDispose]();
  }

  /** Lets Bert talk, and returns where each player stands. */
  async #standings(players: readonly TestPlayer[]): Promise<readonly Standing[]> {
    players.forEach((player) => player.clear());
    await this.#bert.send("say ahoy");
    const living = players.filter(({ closedWith }) => closedWith === undefined);
    assert.deepEqual(numbers(this.game.inside.sessions.all()), numbers([this.#bert, ...living]));
    return players.map((player) => this.#standing(player));
  }

  #standing({ sessid, screen, closedWith }: TestPlayer): Standing {
    const session = this.game.inside.sessions.get(sessid);
    return {
      closedWith,
      account: session?.account?.name,
      puppet: session?.puppet?.name,
      hears: screen.includes('Bert says, "ahoy"'),
    };
  }

  /** What is typed at a socket is answered there, and nowhere else. */
  async #assertOwnLines(players: readonly TestPlayer[]): Promise<void> {
    for (const player of players.filter(({ closedWith }) => closedWith === undefined)) {
      players.forEach((one) => one.clear());
      await player.send(`xyzzy${player.sessid}`);
      const shown = players.filter(({ screen }) => screen.includes(`xyzzy${player.sessid}`));
      assert.deepEqual(shown.map(({ sessid }) => sessid), [player.sessid]);
    }
  }
}

function numbers(sessions: readonly { readonly sessid: number }[]): ReadonlySet<number> {
  return new Set(sessions.map(({ sessid }) => sessid));
}
