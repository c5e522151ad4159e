import { escapeMarkup } from "@vestibule/core";
import { descriptionProblem } from "./description.ts";
import type { Draft, Step } from "./draft.ts";
import { suggestedName } from "./names.ts";
import type { Answer, Page, Target } from "./page.ts";
import { spread } from "./points.ts";
import { keepAnswer, placeOf } from "./steps.ts";

/** What is proposed for a step, or why nothing is and what to do. */
type Proposal =
  | { readonly kind: "proposed"; readonly answer: Partial<Draft> }
  | { readonly kind: "none"; readonly problem: string };

/** Returns what a step is answered with when its user leaves it to us: plain text says why not. */
export function proposalOf(step: Step, page: Page): Proposal {
  const { draft, settings } = page;
  switch (step) {
    case "name":
      return nameProposal(page);
    case "kind": {
      const kind = settings.kinds.find(({ key }) => key === draft.kind) ?? settings.kinds[0];
      return { kind: "proposed", answer: { kind: kind?.key ?? "" } };
    }
    case "points":
      return { kind: "proposed", answer: { levels: spread(draft.levels, settings) } };
    case "description": {
      const problem = descriptionProblem(draft.lines, settings.description);
      return problem === undefined ? { kind: "proposed", answer: {} } : { kind: "none", problem };
    }
  }
}

/** Takes what is proposed for a step, and goes on. */
export function acceptStep(step: Step, answer: Answer): Target {
  const proposal = proposalOf(step, answer);
  if (proposal.kind === "none") return { stay: escapeMarkup(proposal.problem) };
  return placeOf(keepAnswer(answer, step, proposal.answer), answer);
}

/** Takes what is proposed for every step that is still open, as far as something is. */
export function acceptRest(answer: Answer): Target {
  let page: Answer = answer;
  let place = placeOf(page.draft, page);
  while (place !== "review") {
    const proposal = proposalOf(place, page);
    if (proposal.kind === "none") {
      answer.msg(escapeMarkup(proposal.problem));
      return place;
    }
    page = { ...page, draft: keepAnswer(page, place, proposal.answer) };
    const next = placeOf(page.draft, page);
    if (next === place) return place;
    place = next;
  }
  return place;
}

/** The name there is, if it may be, else the account's own. */
function nameProposal(page: Page): Proposal {
  const name = page.draft.name === "" ? suggestedName(page) : page.draft.name;
  if (name !== undefined) return { kind: "proposed", answer: { name } };
  return { kind: "none", problem: "Your character needs a name. Type one." };
}
