import { escapeMarkup, type MenuOption, type MenuView } from "@vestibule/core";
import { descriptionMarkup } from "../description.ts";
import type { Step } from "../draft.ts";
import { finish } from "../finish.ts";
import { type Answer, answering, type Making, type Page, type Target } from "../page.ts";
import { link, shownName } from "../shown.ts";
import { askedSteps } from "../steps.ts";
import { filled } from "../texts.ts";
import { levelsTable } from "./points.ts";
import { lines } from "./words.ts";

const CHANGE: Readonly<Record<Step, string>> = {
  name: "Choose another name",
  kind: "Choose another kind",
  points: "Give the points otherwise",
  description: "Change the description",
};

/** Shows all that was chosen, and asks whether it shall be. */
export function reviewView(page: Page): MenuView<Making> {
  const { settings, draft } = page;
  const yes = settings.enterWorld ? "Enter the world (an empty line)" : "Make it (an empty line)";
  const changes = askedSteps(settings).map((step): MenuOption<Making> => {
    return { key: step, desc: CHANGE[step], goto: step };
  });
  return {
    text: [filled(settings.texts.review, shownName(draft)), ...chosen(page)].join("\n"),
    help: `${link("yes")} makes the character. The name of a step changes what you chose there; ` +
      `${link("quit")} leaves, and asks whether to keep it for later.`,
    options: [
      { key: "yes", aliases: ["y", "done"], desc: yes, goto: answering(page, finish) },
      ...changes,
      { key: "quit", aliases: ["q", "exit", "cancel"], desc: "Leave", goto: "leave" },
    ],
    input: lines("review", page, notAChoice),
    empty: answering(page, finish),
  };
}

function chosen(page: Page): readonly string[] {
  const { settings, draft } = page;
  const steps = askedSteps(settings);
  return [
    ...steps.includes("kind") ? [`Kind: |w${escapeMarkup(draft.kind)}|n`] : [],
    ...steps.includes("points") ? [levelsTable(page)] : [],
    ...draft.lines.length === 0 ? [] : [descriptionMarkup(draft.lines)],
  ];
}

function notAChoice({ settings }: Answer): Target {
  const steps = askedSteps(settings).map((step) => link(step)).join(", ");
  return { stay: `Type ${link("yes")} to go on, or what to change: ${steps}.` };
}
