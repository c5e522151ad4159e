/** A plugin whose command answers each number with what the session knows of the last one. */
import * as z from "zod";
import {
  type AnyCommand,
  type CmdSet,
  cmdSet,
  defineCommand,
  definePlugin,
  type Plugin,
} from "@vestibule/core";

const LAST = "last";

const number = defineCommand({
  key: "count",
  needs: "session",
  args: z.coerce.number(),
  run({ session, account, puppet, args, msg }) {
    const before = session.getCarry(LAST) ?? 0;
    session.setCarry(LAST, args);
    msg(`count ${args} after ${before} as ${account?.name} in ${puppet?.name}!`);
  },
});

/** The only set with the command, and on the session alone: who has lost it is not answered. */
const numbers: CmdSet<AnyCommand> = cmdSet({ key: "Numbers", commands: [number] });

const begin = defineCommand({
  key: "begin",
  needs: "session",
  run({ session, msg }) {
    session.cmdsets.add("counting/numbers");
    msg("You may count.");
  },
});

const burst = defineCommand({
  key: "burst",
  needs: "session",
  run() {
    setTimeout(() => {
      throw new Error("burst");
    });
  },
});

const counting: Plugin = definePlugin({
  name: "counting",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    provide.cmdset("numbers", numbers);
    provide.commands("builtin/account", [begin, burst]);
  },
});
export default counting;
