/** A plugin whose command keeps a number in three places at once, each a row of its own. */
import * as z from "zod";
import { defineCommand, definePlugin, type Plugin } from "@vestibule/core";

const keeping: Plugin = definePlugin({
  name: "keeping",
  version: "1.0.0",
  api: 1,
  setup({ provide, storage }) {
    const keep = defineCommand({
      key: "keep",
      needs: "puppet",
      args: z.coerce.number(),
      run({ account, puppet, args, msg }) {
        storage.set(account.name, args);
        account.set("kept", args);
        puppet.set("kept", args);
        msg(`Kept ${args}.`);
      },
    });
    const tell = defineCommand({
      key: "kept",
      needs: "puppet",
      run({ account, puppet, msg }) {
        const kept = [storage.get(account.name), account.get("kept"), puppet.get("kept")];
        msg(`Kept are ${kept.map((number) => number ?? 0).join(", ")}.`);
      },
    });
    provide.commands("builtin/account", [keep, tell]);
  },
});
export default keeping;
