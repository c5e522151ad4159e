import type { Account, Game } from "@vestibule/core";
import { noteStep } from "./chargen_session.ts";
import { descriptionProblem } from "./description.ts";
import { type Draft, keepDraft, type Step, STEPS } from "./draft.ts";
import { nameProblem } from "./names.ts";
import type { Chargen, Page } from "./page.ts";
import { areAllowed } from "./points.ts";
import type { ChargenSettings } from "./settings.ts";

/** Where somebody is who makes a character. */
export type Place = Step | "review";

/** Whose draft is looked at. */
export interface DraftView extends Chargen {
  readonly account: Account;
  readonly game: Game;
}

/** Returns the steps that leave a choice, in order. */
export function askedSteps(settings: ChargenSettings): readonly Step[] {
  const { kinds, attributes, points, description } = settings;
  const isAsked: Readonly<Record<Step, boolean>> = {
    name: true,
    kind: kinds.length > 1,
    points: attributes.length > 0 && points > 0,
    description: description.maxLength > 0,
  };
  return STEPS.filter((step) => isAsked[step]);
}

/** Says why the answer of a step does not hold any more: plain; nothing when it does. */
export function stepProblem(step: Step, draft: Draft, view: DraftView): string | undefined {
  const { settings } = view;
  switch (step) {
    case "name":
      return nameProblem(draft.name, view);
    case "kind":
      if (settings.kinds.some(({ key }) => key === draft.kind)) return undefined;
      return `Nobody can be "${draft.kind}" any more. Choose again.`;
    case "points":
      if (areAllowed(draft.levels, settings)) return undefined;
      return "The points are counted otherwise now. Give them again.";
    case "description":
      return descriptionProblem(draft.lines, settings.description);
  }
}

/** Returns the first step that has no answer, or none that holds; else the review. */
export function placeOf(draft: Draft, view: DraftView): Place {
  const isOpen = (step: Step) =>
    !draft.answered.includes(step) || stepProblem(step, draft, view) !== undefined;
  return askedSteps(view.settings).find(isOpen) ?? "review";
}

/** Returns the step before a place; nothing before the first. */
export function placeBefore(place: Place, settings: ChargenSettings): Step | undefined {
  const steps = askedSteps(settings);
  return place === "review" ? steps.at(-1) : steps[steps.indexOf(place) - 1];
}

/**
 * Keeps the answer of a step, and goes on holding the name.
 *
 * @param page Who answers.
 * @param step The step.
 * @param answer What changes.
 * @returns The draft as it is now.
 */
export function keepAnswer(page: Page, step: Step, answer: Partial<Draft>): Draft {
  const { draft, session, game } = page;
  const answered = [...new Set([...draft.answered, step])];
  const kept = keepChange(page, { ...answer, answered });
  noteStep(session, game.now());
  return kept;
}

/** Keeps a change of the draft that answers no step yet, and goes on holding the name. */
export function keepChange({ account, draft, game, names }: Page, change: Partial<Draft>): Draft {
  const kept = { ...draft, ...change };
  keepDraft(account, kept);
  if (kept.name !== "") names.take(kept.name, account.id, game.now());
  return kept;
}
