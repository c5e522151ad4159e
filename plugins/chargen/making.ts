import { defineMenu, escapeMarkup, type Menu, type MenuNode, type MenuView } from "@vestibule/core";
import { descriptionView } from "./nodes/description.ts";
import { kindView } from "./nodes/kind.ts";
import { leaveView } from "./nodes/leave.ts";
import { nameView } from "./nodes/name.ts";
import { pointsView } from "./nodes/points.ts";
import { reviewView } from "./nodes/review.ts";
import { type Chargen, GONE, type Making, type Page, pageOf } from "./page.ts";
import { askedSteps, type Place, placeOf, stepProblem } from "./steps.ts";

/** The menu's full name. */
export const MAKING = "chargen/making";

const VIEWS: Readonly<Record<Place, (page: Page) => MenuView<Making>>> = {
  name: nameView,
  kind: kindView,
  points: pointsView,
  description: descriptionView,
  review: reviewView,
};

/**
 * Creates the menu that makes a character.
 *
 * @param chargen What to ask, and who holds which name.
 */
export function makingMenu(chargen: Chargen): Menu<Making> {
  return defineMenu<Making>({
    start: "name",
    cmdOnExit: null,
    allowBack: false,
    allowLook: false,
    allowQuit: false,
    nodes: {
      name: place("name", chargen),
      kind: place("kind", chargen),
      points: place("points", chargen),
      description: place("description", chargen),
      review: place("review", chargen),
      leave: node(chargen, leaveView),
    },
    onEnd({ session }) {
      if (session.isLoggedIn && session.puppet === null) session.executeCmd("look");
    },
  });
}

/** Shows a step; an earlier one whose answer does not hold any more comes before it. */
function place(wanted: Place, chargen: Chargen): MenuNode<Making> {
  return node(chargen, (page) => {
    const open = placeOf(page.draft, page);
    const steps: readonly Place[] = [...askedSteps(page.settings), "review"];
    const shown = steps.indexOf(wanted) < steps.indexOf(open) && steps.includes(wanted)
      ? wanted
      : open;
    const view = VIEWS[shown](page);
    return { ...view, text: [...notice(shown, page), view.text].join("\n") };
  });
}

function node(chargen: Chargen, view: (page: Page) => MenuView<Making>): MenuNode<Making> {
  return (context) => {
    const page = pageOf(context, chargen);
    return page === undefined ? { text: GONE } : view(page);
  };
}

/** Says why a step that was answered is asked again. */
function notice(shown: Place, page: Page): readonly string[] {
  if (shown === "review" || !page.draft.answered.includes(shown)) return [];
  const problem = stepProblem(shown, page.draft, page);
  return problem === undefined ? [] : [`|y${escapeMarkup(problem)}|n`];
}
