/** A command that fails right after it was told a secret, with the secret at hand. */
import { defineCommand, definePlugin, type Plugin } from "@vestibule/core";

const vault = defineCommand({
  key: "vault",
  needs: "account",
  async run({ ask }) {
    const word = await ask("The word: ", { secret: true });
    throw new Error(`the lock does not take ${word.length} letters`);
  },
});

const plugin: Plugin = definePlugin({
  name: "forgetful",
  version: "1.0.0",
  api: 1,
  setup: ({ provide }) => provide.commands("builtin/account", [vault]),
});

export default plugin;
