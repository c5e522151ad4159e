/** A plugin whose commands answer numbered lines, and keep which of them have run, in order. */
import { defineCommand, definePlugin, type Plugin } from "@vestibule/core";

const numbers: Plugin = definePlugin({
  name: "numbers",
  version: "1.0.0",
  api: 1,
  setup({ provide, storage }) {
    const ranOf = (who: string): readonly number[] => {
      const ran = storage.get(who);
      return Array.isArray(ran) ? ran.filter((number) => typeof number === "number") : [];
    };
    const count = defineCommand({
      key: "count",
      needs: "session",
      run: ({ args, msg }) => msg(`count ${args}!`),
    });
    const keep = defineCommand({
      key: "keep",
      needs: "session",
      run({ args, msg }) {
        const [number = "", who = ""] = args.split(" ");
        storage.set(who, [...ranOf(who), Number(number)]);
        msg(`keep ${number}!`);
      },
    });
    const kept = defineCommand({
      key: "kept",
      needs: "session",
      run: ({ args, msg }) => msg(`kept ${ranOf(args).join(" ")}!`),
    });
    const number = defineCommand({
      key: "number",
      needs: "session",
      run: ({ session, msg }) => msg(`number ${session.sessid}!`),
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
    for (const set of ["unloggedin", "account"]) {
      provide.commands(`builtin/${set}`, [count, keep, kept, number, burst]);
    }
  },
});
export default numbers;
