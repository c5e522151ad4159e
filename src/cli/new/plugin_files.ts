import { CORE, placementLines, START } from "./deno_json.ts";
import type { NewPlugin } from "./new_plugin.ts";
import { pluginReadme } from "./plugin_readme.ts";
import type { NewFiles } from "./write_files.ts";

/**
 * Returns the files of a new plugin: a command that opens a command set, settings, and a test.
 *
 * @param plugin What it is called, and where it lies.
 */
export function pluginFiles(plugin: NewPlugin): NewFiles {
  return {
    "deno.json": denoJson(plugin),
    "mod.ts": mod(plugin),
    "settings.ts": SETTINGS,
    "dance.ts": dance(plugin),
    "mod_test.ts": TEST,
    "README.md": pluginReadme(plugin),
    ".gitignore": "data/\n",
  };
}

function denoJson({ name, scope, placement }: NewPlugin): string {
  return [
    "{",
    `  "name": "@${scope}/${name}",`,
    `  "version": "0.1.0",`,
    `  "license": "MIT",`,
    `  "exports": "./mod.ts",`,
    `  "imports": {`,
    `    "@vestibule/core": "${CORE}",`,
    `    "valibot": "npm:valibot@^1.5.0"`,
    `  },`,
    ...placementLines(placement),
    `  "fmt": { "lineWidth": 100 },`,
    `  "tasks": {`,
    `    "play": "${START} --set 'plugins=[\\"./mod.ts\\"]'",`,
    `    "test": "deno test -A",`,
    `    "ok": "deno fmt --check && deno lint && deno check && deno task test && ` +
    `deno publish --dry-run --allow-dirty"`,
    `  },`,
    `  "publish": { "exclude": ["*_test.ts", "data", "deno.lock"] }`,
    "}",
    "",
  ].join("\n");
}

function mod({ name }: NewPlugin): string {
  return `/**
 * Dancing: a plugin for Vestibule.
 *
 * @module
 */
import { definePlugin, type Plugin } from "@vestibule/core";
import { danceCommand, floor } from "./dance.ts";
import { type Settings, settings } from "./settings.ts";

export type { Settings };

/** The plugin; its type is written out, because publishing refuses inferred ones. */
const plugin: Plugin<typeof settings> = definePlugin({
  name: "${name}",
  version: "0.1.0",
  api: 1,
  settings,
  setup({ settings, provide }) {
    provide.cmdset("floor", floor(settings));
    provide.commands("builtin/character", [danceCommand]);
  },
});

export default plugin;
`;
}

const SETTINGS = `import type { StandardSchema } from "@vestibule/core";
import * as v from "valibot";

/** What a game may set. */
export interface Settings {
  /** How many turns a dancer makes at a time. */
  readonly turns: number;
}

/** Checks the settings, and knows what they are when a game says nothing. */
export const settings: StandardSchema<Settings> = v.strictObject({
  turns: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 3),
});
`;

function dance({ name }: NewPlugin): string {
  return `import { type AnyCommand, type CmdSet, cmdSet } from "@vestibule/core";
import { defineCommand, escapeMarkup } from "@vestibule/core";
import type { Settings } from "./settings.ts";

/** What others call the command set that one has on the floor: the plugin's name is in front. */
const FLOOR = "${name}/floor";

/** Lets the session have the commands of the floor, beside those it has. */
export const danceCommand: AnyCommand = defineCommand({
  key: "dance",
  help: "Step onto the floor.",
  run({ session, msg }) {
    session.cmdsets.add(FLOOR);
    msg("You step onto the floor. Type |wturn|n, or |wrest|n.");
  },
});

/**
 * Makes the command set of the floor.
 *
 * @param settings What the game has set.
 */
export function floor(settings: Settings): CmdSet<AnyCommand> {
  const turn = defineCommand({
    key: "turn",
    help: "Turn round and round.",
    // Whatever a player typed, names included, is escaped before others see it.
    run: ({ puppet }) =>
      puppet.location?.msg(\`\${escapeMarkup(puppet.name)} turns \${settings.turns} times.\`),
  });
  const rest = defineCommand({
    key: "rest",
    help: "Leave the floor.",
    run({ session, msg }) {
      session.cmdsets.remove(FLOOR);
      msg("You leave the floor, a little dizzy.");
    },
  });
  return cmdSet<AnyCommand>({ key: "Floor", commands: [turn, rest] });
}
`;
}

const TEST = `import { testGame, type TestPlayer } from "@vestibule/core/testing";
import plugin from "./mod.ts";

/** Makes an account and a character, and enters the world. */
async function enter(player: TestPlayer, name: string): Promise<void> {
  await player.send(\`create \${name} sesame-street\`);
  await player.send(\`charcreate \${name}\`);
  await player.send(\`ic \${name}\`);
}

Deno.test("dance gives turn, and rest takes it away", async () => {
  await using game = await testGame({ plugins: [plugin] });
  const anna = await game.connect();
  await enter(anna, "Anna");
  await anna.send("dance");
  await anna.send("turn");
  anna.expect("Anna turns 3 times.");
  await anna.send("rest");
  anna.clear();
  await anna.send("turn");
  anna.expect('no command "turn"');
});

Deno.test("others in the room see a dancer, also after a reload", async () => {
  await using game = await testGame({ plugins: [plugin] });
  const anna = await game.connect();
  const bert = await game.connect();
  await enter(anna, "Anna");
  await enter(bert, "Bert");
  await anna.send("dance");
  await game.reload();
  await anna.send("turn");
  bert.expect("Anna turns 3 times.");
});
`;
