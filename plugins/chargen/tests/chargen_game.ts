import { definePlugin, type Plugin } from "@vestibule/core";
import {
  type TestGame,
  testGame,
  type TestGameOptions,
  type TestPlayer,
  withSettings,
} from "@vestibule/core/testing";
import chargen, { type ChargenInput, type ChargenSchema } from "../mod.ts";

/** What a game is played with, beside the plugin. */
export interface ChargenGameOptions extends TestGameOptions {
  /** The plugin's settings; or what gives them at each start. */
  readonly chargen?: ChargenInput | (() => ChargenInput);
}

/** Starts a game with the plugin. */
export function chargenGame(options: ChargenGameOptions = {}): Promise<TestGame> {
  const { chargen: given = {}, plugins = [], ...others } = options;
  const used = typeof given === "function" ? changing(given) : withSettings(chargen, given);
  return testGame({ ...others, plugins: [used, maker, ...plugins] });
}

/** Makes an account, and shows nothing of it. */
export async function newcomer(game: TestGame, name: string): Promise<TestPlayer> {
  const player = await game.connect();
  await player.send(`create ${name} sesame-street`);
  player.clear();
  return player;
}

/** Logs another session in. */
export async function comeBack(game: TestGame, name: string): Promise<TestPlayer> {
  const player = await game.connect();
  player.clear();
  await player.send(`connect ${name} sesame-street`);
  return player;
}

/** Types lines, and returns what was shown after the last. */
export async function sendAll(player: TestPlayer, lines: readonly string[]): Promise<string> {
  let shown = "";
  for (const line of lines) shown = await player.send(line);
  return shown;
}

/** A plugin that makes characters past the one that is tested. */
const maker: Plugin = definePlugin({
  name: "maker",
  version: "1.0.0",
  api: 1,
  setup({ on }) {
    // Whoever comes in as `Bea` is given a character of that name, as by a game's own rules.
    on("session:login", ({ game, account }) => {
      if (account.name === "bea") game.accounts.createCharacter(account, "Bea");
    });
  },
});

/** Gives the plugin other settings at each start, as a settings file does that was changed. */
function changing(read: () => ChargenInput): Plugin<ChargenSchema> {
  const { "~standard": standard } = schemaOf(chargen);
  const validate = () => standard.validate(read());
  return { ...chargen, settings: { "~standard": { ...standard, validate } } };
}

/** Returns the schema of the plugin's settings. */
export function schemaOf({ settings }: Plugin<ChargenSchema>): ChargenSchema {
  if (settings === undefined) throw new TypeError("Cannot test chargen as it must have settings");
  return settings;
}
