import * as v from "valibot";
import { oobMessage } from "../oob_message.ts";

/** Something that somebody said. */
export const COMM_CHANNEL_TEXT = oobMessage({
  name: "Comm.Channel.Text",
  direction: "out",
  schema: v.looseObject({ channel: v.string(), talker: v.string(), text: v.string() }),
  help: "What somebody said (say), told you (page) or announced (wall), as it is shown.",
});
