import { CORE, placementLines, START } from "./deno_json.ts";
import type { Placement } from "./placement.ts";
import type { NewFiles } from "./write_files.ts";

/** A game that is to be made. */
export interface NewGame {
  readonly name: string;
  readonly placement: Placement;
}

/**
 * Returns the files of a new game: settings, a world, one plugin of its own, and a test.
 *
 * @param game What it is called, and where it lies.
 */
export function gameFiles(game: NewGame): NewFiles {
  return {
    "deno.json": denoJson(game),
    "vestibule.config.ts": config(game),
    "world.ts": WORLD,
    "plugins/village.ts": VILLAGE,
    "plugins/village_test.ts": TEST,
    "README.md": readme(game),
    ".gitignore": "data/\n",
  };
}

function denoJson({ placement }: NewGame): string {
  return [
    "{",
    `  "imports": {`,
    `    "@vestibule/core": "${CORE}"`,
    `  },`,
    ...placementLines(placement),
    `  "fmt": { "lineWidth": 100 },`,
    `  "tasks": {`,
    `    "start": "${START}",`,
    `    "dev": "${START} --dev",`,
    `    "backup": "deno run -A ${CORE}/data backup",`,
    `    "restore": "deno run -A ${CORE}/data restore",`,
    `    "export": "deno run -A ${CORE}/data export",`,
    `    "import": "deno run -A ${CORE}/data import",`,
    `    "test": "deno test -A",`,
    `    "ok": "deno fmt --check && deno lint && deno check && deno task test"`,
    `  }`,
    "}",
    "",
  ].join("\n");
}

function config({ name }: NewGame): string {
  return `import { defineConfig } from "@vestibule/core";

/** What is not said here has its default: \`deno task start --help settings\` tells all of it. */
export default defineConfig({
  serverName: "${titleOf(name)}",
  startLocation: "The Square",
  plugins: ["./plugins/village.ts"],
});
`;
}

const WORLD = `import type { GameObject, World } from "@vestibule/core";

/**
 * Puts the first rooms and things into a world that is still empty. What is changed later, by
 * playing, is kept: to see a change of this file, start with another \`--data\` folder.
 *
 * @param world The world.
 */
export function fillWorld(world: World): void {
  const square = world.create({
    type: "room",
    name: "The Square",
    desc: "Four lime trees, and a |ybell|n on a post. The door of the inn is open.",
  });
  const inn = world.create({
    type: "room",
    name: "The Inn",
    desc: "Low beams, and a fire that somebody looks after. The square is outside.",
  });
  join(world, { from: square, to: inn, way: "inn", back: "out" });
  world.create({ type: "thing", name: "pewter mug", aliases: ["mug"], location: inn });
}

interface Way {
  readonly from: GameObject;
  readonly to: GameObject;
  readonly way: string;
  readonly back: string;
}

function join(world: World, { from, to, way, back }: Way): void {
  world.create({ type: "exit", name: way, location: from, destination: to });
  world.create({ type: "exit", name: back, location: to, destination: from });
}
`;

const VILLAGE =
  `import { defineCommand, definePlugin, escapeMarkup, type Plugin } from "@vestibule/core";
import { fillWorld } from "../world.ts";

const ring = defineCommand({
  key: "ring",
  help: "Ring the bell in the square; everybody in the game hears it.",
  run({ puppet, game, msg }) {
    if (puppet.location?.name !== "The Square") return msg("There is no bell here.");
    game.sessions.announce(\`\${escapeMarkup(puppet.name)} rings the bell in the square.\`);
  },
});

/** What this game has of its own. */
const village: Plugin = definePlugin({
  name: "village",
  version: "0.1.0",
  api: 1,
  setup({ provide }) {
    provide.world(fillWorld);
    provide.commands("builtin/character", [ring]);
  },
});

export default village;
`;

const TEST = `import { testGame } from "@vestibule/core/testing";
import config from "../vestibule.config.ts";
import village from "./village.ts";

Deno.test("ring is heard by everybody, and works in the square alone", async () => {
  await using game = await testGame({ plugins: [village], settings: config });
  const anna = await game.connect();
  const visitor = await game.connect();
  await anna.send("create anna sesame-street");
  await anna.send("charcreate Anna");
  await anna.send("ic Anna");
  anna.expect("Four lime trees");
  await anna.send("ring");
  visitor.expect("Anna rings the bell in the square.");
  await anna.send("inn");
  await anna.send("ring");
  anna.expect("There is no bell here.");
});
`;

function readme({ name, placement }: NewGame): string {
  return `# ${titleOf(name)}

\`\`\`sh
deno task start    # telnet localhost 4000, or http://localhost:4001
deno task dev      # the same, and it reloads when code changes
deno task test     # the tests; they need no network
deno task ok       # format, lint, types and tests
\`\`\`

The start prints a line to type in the game, \`claim …\`, which makes you its superuser. Change the
code, type \`reload\` in the game, and the change is there, with everybody still connected.

| file                  | is                                                      |
| --------------------- | ------------------------------------------------------- |
| \`vestibule.config.ts\` | the settings that differ from the defaults              |
| \`world.ts\`            | the first rooms and things                              |
| \`plugins/village.ts\`  | a plugin of this game's own: its world and its commands |
| \`data/\`               | the world as it is played; not for git                  |

${coreNote(placement)}
`;
}

function coreNote(placement: Placement): string {
  switch (placement.kind) {
    case "linked":
      return 'The line `"links"` in `deno.json` lets this game use the Vestibule on your disk. Take it out, and\n' +
        "Vestibule comes from JSR.";
    case "member":
      return "This folder lies in a checkout of Vestibule, and is a member of its workspace: it uses the code\n" +
        "around it.";
    case "registry":
      return "Vestibule comes from JSR; `deno.json` says which version.";
  }
}

function titleOf(name: string): string {
  return name.split("-").filter((word) => word !== "")
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(" ");
}
