import { escapeMarkup, type MenuView, table } from "@vestibule/core";
import { acceptStep } from "../accept.ts";
import { type Answer, answering, type Making, type Page, type Target } from "../page.ts";
import { fittedLevels, givePoints, pointsLeft } from "../points.ts";
import { counted, shownName } from "../shown.ts";
import { keepChange } from "../steps.ts";
import { filled } from "../texts.ts";
import { lines, WORDS } from "./words.ts";

/** Asks for the points. */
export function pointsView(page: Page): MenuView<Making> {
  const { settings, draft } = page;
  const left = pointsLeft(fittedLevels(draft.levels, settings), settings);
  const [first] = settings.attributes;
  const key = escapeMarkup(first?.key ?? "");
  const rest = left === 0 ? "An empty line goes on." : "An empty line spreads them, and goes on.";
  return {
    text: [
      filled(settings.texts.points, shownName(draft)),
      levelsTable(page),
      `You have ${counted(left, "point")} left. ${rest}`,
      `Type an attribute and its level: |w${key} ${first?.max ?? 1}|n, or |w${key} +1|n.`,
      WORDS,
    ].join("\n"),
    help:
      "Each point raises one attribute by one. Type its name, or the beginning of it, and its " +
      `level, or how much it changes: |w${key} +1|n, |w${key} -1|n. An empty line gives the ` +
      "points that are left to whatever has the fewest.",
    input: lines("points", page, give),
    empty: answering(page, (answer) => acceptStep("points", answer)),
  };
}

/** Shows the levels of all attributes. */
function levelsTable({ settings, draft }: Page): string {
  const levels = fittedLevels(draft.levels, settings);
  return table(settings.attributes.map(({ key, desc, min, max }) => [
    `  |w${escapeMarkup(key)}|n`,
    `${levels[key] ?? min} of ${max}`,
    ...desc === "" ? [] : [desc],
  ]));
}

function give(answer: Answer): Target {
  const levels = fittedLevels(answer.draft.levels, answer.settings);
  const outcome = givePoints(answer.input, levels, answer.settings);
  if (outcome.kind === "refused") return { stay: escapeMarkup(outcome.problem) };
  keepChange(answer, { levels: outcome.levels });
  return undefined;
}
