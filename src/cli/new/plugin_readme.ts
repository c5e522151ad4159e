import type { NewPlugin } from "./new_plugin.ts";
import type { Placement } from "./placement.ts";

/**
 * Returns the README of a new plugin.
 *
 * @param plugin What it is called, and where it lies.
 */
export function pluginReadme({ name, scope, placement }: NewPlugin): string {
  return `# ${name}

A plugin for [Vestibule](https://jsr.io/@vestibule/core): dancing.

| command | where        | does                                     |
| ------- | ------------ | ---------------------------------------- |
| \`dance\` | in the world | adds the floor's commands to the session |
| \`turn\`  | on the floor | lets everybody in the room see it        |
| \`rest\`  | on the floor | takes the commands of the floor away     |

| setting | default | is                                      |
| ------- | ------- | --------------------------------------- |
| \`turns\` | 3       | how many turns a dancer makes at a time |

## Use it

In the game's \`vestibule.config.ts\`:

\`\`\`ts
import { defineConfig } from "@vestibule/core";

export default defineConfig({
  plugins: [
    {
${useLine(`jsr:@${scope}/${name}@^0.1.0`)}
      settings: { turns: 5 },
    },
  ],
});
\`\`\`

## Work on it

\`\`\`sh
deno task play    # a game with this plugin: telnet localhost 4000, or http://localhost:4001
deno task test    # its tests; they need no network
deno task ok      # all that must be right before it is published
\`\`\`

While you play, change the code, type \`reload\` in the game, and the change is there.

## Publish it

${publishSteps(placement)}

It is under the MIT licence: \`deno.json\` says so.
`;
}

/** A line of code as `deno fmt` breaks it at 100 columns. */
function useLine(specifier: string): string {
  const line = `      use: "${specifier}",`;
  return line.length <= 100 ? line : `      use:\n        "${specifier}",`;
}

function publishSteps(placement: Placement): string {
  const link = placement.kind === "linked"
    ? [
      'Take the line `"links"` out of `deno.json`. It lets this folder use the Vestibule on your disk;\n' +
      "   without it, Vestibule comes from JSR.",
    ]
    : [];
  return [
    "Make a scope at <https://jsr.io/new>, and write it into `name` in `deno.json`.",
    ...link,
    "`deno task ok`, then `deno publish`.",
  ].map((step, index) => `${index + 1}. ${step}`).join("\n");
}
