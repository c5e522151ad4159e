import { escapeMarkup, type MenuView } from "@vestibule/core";
import { acceptStep } from "../accept.ts";
import { descriptionMarkup, lengthOf } from "../description.ts";
import { type Answer, answering, type Making, type Page, type Target } from "../page.ts";
import { counted, link, shownName } from "../shown.ts";
import { keepChange } from "../steps.ts";
import { filled } from "../texts.ts";
import { lines, WORDS } from "./words.ts";

/** Asks for the description, line by line. */
export function descriptionView(page: Page): MenuView<Making> {
  const { settings, draft } = page;
  const { maxLength, maxLines } = settings.description;
  const isBegun = draft.lines.length > 0;
  return {
    text: [
      filled(settings.texts.description, shownName(draft)),
      ...isBegun ? [descriptionMarkup(draft.lines)] : [],
      isBegun
        ? `Write another line, or take the last one back with ${
          link("undo")
        }; an empty line ends it.`
        : "Write a line, then another; an empty line ends it.",
      WORDS,
    ].join("\n"),
    help: `Up to ${counted(maxLines, "line")} and ${counted(maxLength, "character")}. Colours ` +
      `count: ||rred||n is |rred|n. ${link("undo")} takes the last line back, ${link("clear")} ` +
      "all of them.",
    input: [
      { match: "undo", goto: answering(page, undo) },
      { match: "clear", goto: answering(page, clear) },
      ...lines("description", page, addLine),
    ],
    empty: answering(page, (answer) => acceptStep("description", answer)),
  };
}

function addLine(answer: Answer): Target {
  const { draft, settings } = answer;
  const { maxLength, maxLines } = settings.description;
  const now = [...draft.lines, answer.input];
  if (now.length > maxLines) {
    return { stay: `There is room for ${counted(maxLines, "line")}. An empty line ends it.` };
  }
  const over = lengthOf(now) - maxLength;
  if (over > 0) {
    return {
      stay: `That line is ${counted(over, "character")} too long, and was not kept. Write a ` +
        "shorter one; an empty line ends it.",
    };
  }
  keepChange(answer, { lines: now });
  return { stay: `Line ${now.length}, and ${counted(-over, "character")} left.` };
}

function undo(answer: Answer): Target {
  const { lines } = answer.draft;
  const last = lines.at(-1);
  if (last === undefined) return { stay: "There is no line to take back. Write one." };
  keepChange(answer, { lines: lines.slice(0, -1) });
  return { stay: `Taken back: ${escapeMarkup(last)}` };
}

function clear(answer: Answer): Target {
  keepChange(answer, { lines: [] });
  return { stay: "All lines are taken back. Write anew; an empty line ends it." };
}
