import assert from "node:assert/strict";
import type { Account, GameObject, Session } from "../../../src/core/model.ts";
import type { PuppetOutcome } from "../../../src/core/model_values.ts";
import type { Config } from "../../../src/core/settings/settings.ts";
import type { TestPlayer } from "../../../src/plugins/testing.ts";
import { type InnerGame, innerGame } from "../../games/inner_game.ts";
import { assertSessionLaws } from "./session_laws.ts";

/** A game with Anna, who owns two characters, and Bert, who owns one; its end checks the laws. */
export class House implements AsyncDisposable {
  readonly inner: InnerGame;
  readonly anna: TestPlayer;
  readonly bert: TestPlayer;

  constructor(inner: InnerGame, [anna, bert]: readonly [TestPlayer, TestPlayer]) {
    this.inner = inner;
    this.anna = anna;
    this.bert = bert;
  }

  /** The session of a player. */
  session(player: TestPlayer): Session {
    const session = this.inner.inside.sessions.get(player.sessid);
    assert.ok(session !== undefined);
    return session;
  }

  /** The account of a player. */
  account(player: TestPlayer): Account {
    const { account } = this.session(player);
    assert.ok(account !== null);
    return account;
  }

  /** The one object of this name. */
  object(name: string): GameObject {
    const [object] = this.inner.inside.world.named(name);
    assert.ok(object !== undefined, name);
    return object;
  }

  /** Lets a player wish to puppet an object. */
  puppet(player: TestPlayer, name: string): Promise<PuppetOutcome> {
    return this.inner.inside.sessions.puppet(this.session(player), this.object(name));
  }

  /** Logs in once more. */
  async again(name: string): Promise<TestPlayer> {
    const player = await this.inner.game.connect();
    await player.send(`connect ${name} sesame-street`);
    player.clear();
    return player;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.inner.game.settled();
    assertSessionLaws(this.inner.inside);
    await this.inner[Symbol.asyncDispose]();
  }
}

/**
 * Starts such a game; nobody puppets anything yet.
 *
 * @param settings The settings that differ from those of a test.
 * @param plugins Plugins beside the built-in one.
 */
export async function house(
  settings: Config = {},
  plugins: readonly unknown[] = [],
): Promise<House> {
  const inner = await innerGame({ settings: { autoPuppetOnLogin: false, ...settings }, plugins });
  const player = async (name: string, characters: readonly string[]) => {
    const player = await inner.game.connect();
    await player.send(`create ${name} sesame-street`);
    for (const character of characters) await player.send(`charcreate ${character}`);
    player.clear();
    return player;
  };
  return new House(inner, [await player("anna", ["Anna", "Alma"]), await player("bert", ["Bert"])]);
}
