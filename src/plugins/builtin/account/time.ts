import { type AnyCommand, defineCommand, table } from "../../api.ts";
import { duration } from "../duration.ts";

/** Tells the time, and how long the Portal and the Server have been up (behaviour 9.4.4). */
export const time: AnyCommand = defineCommand({
  key: "time",
  needs: "account",
  usage: "time",
  help: "Tells the time here, since when one can connect, and since when the code runs that runs " +
    "now: a reload begins that anew.",
  run({ game, msg }) {
    const now = game.now();
    const since = (at: number) => `${duration(now - at)}, since ${moment(at)}`;
    msg(table([
      ["Now", moment(now)],
      ["Portal up for", since(game.startedAt)],
      ["Server up for", since(game.serverStartedAt)],
    ]));
  },
});

function moment(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
