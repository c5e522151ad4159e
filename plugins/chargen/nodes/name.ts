import { escapeMarkup, type MenuView } from "@vestibule/core";
import { acceptStep } from "../accept.ts";
import { nameProblem, suggestedName, tidyName } from "../names.ts";
import { type Answer, answering, type Making, type Page, type Target } from "../page.ts";
import { shownName } from "../shown.ts";
import { keepAnswer, placeOf } from "../steps.ts";
import { lines, WORDS } from "./words.ts";

/** Asks for the name. */
export function nameView(page: Page): MenuView<Making> {
  return {
    text: [page.settings.texts.name, ...proposal(page), WORDS].join("\n"),
    help:
      "A name has 2 to 30 letters, and may have spaces, ' and - between them. Nobody else can " +
      "take it while you go on.",
    input: lines("name", page, takeName),
    empty: answering(page, (answer) => acceptStep("name", answer)),
  };
}

function proposal(page: Page): readonly string[] {
  const { draft } = page;
  const name = draft.name === "" ? suggestedName(page) : draft.name;
  return name === undefined ? [] : [`An empty line takes ${shownName({ name })}.`];
}

function takeName(answer: Answer): Target {
  const name = tidyName(answer.input);
  const problem = nameProblem(name, answer);
  if (problem !== undefined) return { stay: escapeMarkup(problem) };
  return placeOf(keepAnswer(answer, "name", { name }), answer);
}
