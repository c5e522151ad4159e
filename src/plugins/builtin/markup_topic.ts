import { escapeMarkup, type HelpTopic, table } from "../api.ts";

/** Each kind of tag, as it is written; beside it stands what comes of it. */
const SAMPLES = [
  "|rred|n |ggreen|n |yyellow|n |bblue|n |mmagenta|n |ccyan|n |wwhite|n |xgrey|n",
  "|Rdark red|n |Ggreen|n |Yyellow|n |Bblue|n |Mmagenta|n |Ccyan|n |Wwhite|n |Xblack|n",
  "|[Ron dark red|n |[bon blue|n |[520on orange|n",
  "|520levels of red, green and blue, 0 to 5|n",
  "|=ha grey, a to z|n",
  "|#ff8800hex digits|n |#f80or three|n",
  "|hbright|H |uunderlined|U |iitalic|I |sstruck|S",
  "|*inverse|n |^blinking|n",
  "two pipes make one: ||",
  "|lclook|lta link that types look|le",
  "|luhttps://example.org/|lta link to a page|le",
] as const;

/** What a text may hold besides words. */
export const markupTopic: HelpTopic = {
  key: "markup",
  text: [
    "A text has its colours and links from tags that begin with a pipe:",
    table(SAMPLES.map((sample) => [escapeMarkup(sample), sample]), {
      head: ["You write", "It shows"],
    }),
    `${escapeMarkup("|n")} ends all of them. ${escapeMarkup("|/")} begins a new line, ` +
    `${escapeMarkup("|_")} is a space, ${escapeMarkup("|-")} a tab, ${
      escapeMarkup("|>")
    } four spaces.`,
    "",
    "In a description colours count, and links are shown as you write them. What you say, pose or " +
    "page, and every name, is shown as you type it.",
  ].join("\n"),
};
