import { type AnyCommand, defineCommand, type ProtocolFlags } from "../../api.ts";
import { commandLink, orList, shownText } from "../markup.ts";

const MODES = new Map<string, ProtocolFlags>([
  ["ansi", { noColor: false, ansi: true, xterm256: false, trueColor: false }],
  ["xterm256", { noColor: false, ansi: true, xterm256: true, trueColor: false }],
  ["truecolor", { noColor: false, ansi: true, xterm256: true, trueColor: true }],
  ["off", { noColor: true }],
]);

/** What each way of colouring can show: 16 colours, the cube of 216, any. */
const SAMPLE = [
  "|rred|n |ggreen|n |yyellow|n |bblue|n |mmagenta|n |ccyan|n",
  "|510orange|n |250lime|n |035sea|n |205violet|n |531sand|n",
  "|#ff6b35ember|n |#2ec4b6lagoon|n |#9b5de5orchid|n |#f4d35ewheat|n",
].join("\n");

/** Shows how colours come out, or says what the client can show (behaviour 9.3.8). */
export const color: AnyCommand = defineCommand({
  key: "color",
  aliases: ["colour"],
  needs: "account",
  category: "account",
  usage: "color [ansi|xterm256|truecolor|off]",
  help:
    "Shows how colours come out, or sets how many your client gets: ansi, xterm256, truecolor or off.",
  run({ args, session, msg }) {
    const flags = MODES.get(args.toLowerCase());
    if (args !== "" && flags === undefined) {
      return msg(`Colours cannot be "${shownText(args)}". Type ${choices()}.`);
    }
    if (flags !== undefined) session.updateFlags(flags);
    msg(`Your colours: ${modeOf(session.protocolFlags)}.\n${SAMPLE}\n${hint(args)}`);
  },
});

function modeOf({ screenReader, noColor, ansi, xterm256, trueColor }: ProtocolFlags): string {
  if (screenReader) return "none, as screen reader output is on";
  if (noColor) return "off";
  if (trueColor) return "truecolor";
  if (xterm256) return "xterm256";
  return ansi ? "ansi" : "none, as your client has not told that it shows any";
}

function hint(args: string): string {
  if (args === "") return `Type ${choices()} to change them.`;
  return `Type ${commandLink("option/save")} to have it so at every login.`;
}

function choices(): string {
  return orList([...MODES.keys()].map((mode) => commandLink(`color ${mode}`)));
}
