import { escapeMarkup, type MenuMatch, type MenuView, table } from "@vestibule/core";
import { descriptionMarkup } from "../description.ts";
import { finish } from "../finish.ts";
import { type Answer, answering, type Making, type Page, type Target } from "../page.ts";
import { fittedLevels } from "../points.ts";
import { link, listed, shownName } from "../shown.ts";
import { askedSteps } from "../steps.ts";
import { filled } from "../texts.ts";
import { lines } from "./words.ts";

/** Shows all that was chosen, and asks whether it shall be. */
export function reviewView(page: Page): MenuView<Making> {
  const { settings, draft } = page;
  const yes = settings.enterWorld ? "Enter the world (an empty line)" : "Make it (an empty line)";
  return {
    text: [
      filled(settings.texts.review, shownName(draft)),
      ...draft.lines.length === 0 ? [] : [descriptionMarkup(draft.lines)],
      ...chosen(page),
      `To change something, type ${changes(page)}. To leave, type ${link("quit")}.`,
    ].join("\n"),
    help: `${link("yes")} makes the character. The name of a step changes what you chose there; ` +
      `${link("quit")} leaves, and asks whether to keep it for later.`,
    options: [{ key: "yes", aliases: ["y", "done"], desc: yes, goto: answering(page, finish) }],
    input: [
      ...askedSteps(settings).map((step): MenuMatch<Making> => ({ match: step, goto: step })),
      ...lines("review", page, notAChoice),
    ],
    empty: answering(page, finish),
  };
}

function changes({ settings }: Page): string {
  return listed(askedSteps(settings).map((step) => link(step)), "or");
}

function chosen(page: Page): readonly string[] {
  const { settings, draft } = page;
  const steps = askedSteps(settings);
  const rows = [
    ...steps.includes("kind") ? [["  kind", `|w${escapeMarkup(draft.kind)}|n`]] : [],
    ...steps.includes("points") ? [["  points", levelsText(page)]] : [],
  ];
  return rows.length === 0 ? [] : [table(rows)];
}

function levelsText({ settings, draft }: Page): string {
  const levels = fittedLevels(draft.levels, settings);
  return settings.attributes
    .map(({ key, min }) => `${escapeMarkup(key)} |w${levels[key] ?? min}|n`)
    .join(", ");
}

function notAChoice(answer: Answer): Target {
  return { stay: `Type ${link("yes")} to go on, or what to change: ${changes(answer)}.` };
}
