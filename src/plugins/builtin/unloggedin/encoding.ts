import { type AnyCommand, defineCommand, ENCODINGS, findEncoding, muxArgs } from "../../api.ts";
import { FIXED_ENCODING, hasFixedEncoding } from "../fixed_encoding.ts";
import { commandLink, shownText } from "../markup.ts";

/** What is spoken while no encoding is known. */
const UTF8 = "utf-8";

/** Shows or sets the text encoding (behaviour 9.1.3). */
export const encoding: AnyCommand = defineCommand({
  key: "encoding",
  aliases: ["encode"],
  needs: "session",
  usage: "encoding[/clear] [NAME]",
  help:
    "Shows the encoding of your text, or sets it to the one that your client speaks: try this " +
    "when letters look wrong. What an encoding lacks is shown by what looks most like it, or by " +
    "a question mark. With /clear it is utf-8 again. Once you have logged in, it is an option: " +
    "option encoding = NAME.",
  args: muxArgs({ switches: ["clear"] }),
  run({ args: { lhs, switches }, session, msg }) {
    if (hasFixedEncoding(session)) return msg(FIXED_ENCODING);
    if (switches.includes("clear")) {
      session.updateFlags({ encoding: undefined });
      return msg(`Your encoding is ${UTF8} again.`);
    }
    if (lhs === "") {
      return msg(`Your encoding is ${session.protocolFlags.encoding ?? UTF8}. ${known()}`);
    }
    const found = findEncoding(lhs);
    if (found === undefined) return msg(`"${shownText(lhs)}" is not known. ${known()}`);
    session.updateFlags({ encoding: found });
    msg(`Your encoding is ${found} now. Does it look wrong? ${commandLink("encoding/clear")}`);
  },
});

function known(): string {
  const names = ENCODINGS.map((name) => commandLink(`encoding ${name}`, name));
  return `Known are ${names.join(", ")}.`;
}
