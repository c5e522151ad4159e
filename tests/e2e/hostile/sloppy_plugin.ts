import {
  type AnyCommand,
  defineCommand,
  definePlugin,
  type GameObject,
  heading,
  list,
  type Plugin,
  table,
  withoutLinks,
} from "../../../src/plugins/api.ts";

/** Says what was typed as if it were markup, in every form that there is. */
const shout: AnyCommand = defineCommand({
  key: "shout",
  needs: "puppet",
  run: ({ args, puppet }) => shoutOf(puppet, args),
});

function shoutOf(puppet: GameObject, text: string): void {
  const forms = [
    heading(text),
    table([[text, { text, spoken: text }]], { head: [text] }),
    list([text, text]),
    list([text], { layout: "columns" }),
    list([text], { layout: "choices" }),
    `|lc${text}|lt${text}|le |luhttps://a.example/${text}|lt${text}|le`,
    text,
  ];
  puppet.location?.msg(forms.join("\n"));
}

/** Gives a new thing the name and the description that were typed, and lets everybody look. */
const dub: AnyCommand = defineCommand({
  key: "dub",
  needs: "puppet",
  run({ args, puppet, game }) {
    const { location } = puppet;
    const init = { name: args, desc: withoutLinks(args), location };
    const thing = game.world.create({ type: "thing", ...init });
    for (const { sessions } of location?.contents ?? []) {
      for (const session of sessions) session.executeCmd("look");
    }
    thing.delete();
  },
});

/** A plugin that forgets to escape. */
export const sloppyPlugin: Plugin = definePlugin({
  name: "sloppy",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    provide.commands("builtin/character", [shout, dub]);
    provide.inputfunc("shout_raw", ({ puppet }, [text]) => {
      if (puppet !== null) shoutOf(puppet, String(text));
    });
  },
});
