import { type AnyCommand, defineCommand } from "../../api.ts";
import { commandLink, shownText } from "../markup.ts";

/** The one encoding that is spoken. */
const UTF8 = "utf-8";

/** Shows or sets the text encoding (behaviour 9.1.3). */
export const encoding: AnyCommand = defineCommand({
  key: "encoding",
  needs: "session",
  usage: "encoding [NAME]",
  help: "Shows or sets the encoding of your text. Only utf-8 is spoken here.",
  run({ args, session, msg }) {
    if (args === "") {
      return msg(
        `Your encoding is ${shownText(session.protocolFlags.encoding ?? UTF8)}. ${possible()}`,
      );
    }
    if (!/^utf-?8$/i.test(args)) return msg(`"${shownText(args)}" cannot be set. ${possible()}`);
    session.updateFlags({ encoding: UTF8 });
    msg(`Your encoding is ${UTF8} now.`);
  },
});

function possible(): string {
  return `Possible is only ${commandLink(`encoding ${UTF8}`, UTF8)}: set your client to it.`;
}
