import { escapeMarkup, type MenuView } from "@vestibule/core";
import { acceptStep } from "../accept.ts";
import { type Answer, answering, type Making, type Page, type Target } from "../page.ts";
import { link, shownName } from "../shown.ts";
import { keepAnswer, placeOf } from "../steps.ts";
import { filled } from "../texts.ts";
import { lines, WORDS } from "./words.ts";

/** How much of a line that is no choice is shown back, in UTF-16 code units. */
const MAX_SHOWN = 60;

/** Asks for the kind. */
export function kindView(page: Page): MenuView<Making> {
  const { settings, draft } = page;
  const proposed = settings.kinds.find(({ key }) => key === draft.kind) ?? settings.kinds[0];
  return {
    text: [
      filled(settings.texts.kind, shownName(draft)),
      `An empty line takes ${link(proposed?.key ?? "")}.`,
      WORDS,
    ].join("\n"),
    help: "Type one of the kinds, or its number in the list. You can change it until the end.",
    options: settings.kinds.map(({ key, desc }, index) => ({
      key,
      aliases: [`${index + 1}`],
      desc,
      goto: answering(page, (answer) => takeKind(key, answer)),
    })),
    input: lines("kind", page, notAKind),
    empty: answering(page, (answer) => acceptStep("kind", answer)),
  };
}

function takeKind(kind: string, answer: Answer): Target {
  return placeOf(keepAnswer(answer, "kind", { kind }), answer);
}

function notAKind({ input, settings }: Answer): Target {
  const keys = settings.kinds.map(({ key }) => link(key)).join(", ");
  const typed = escapeMarkup(input.slice(0, MAX_SHOWN));
  return { stay: `Nobody can be "${typed}". Choose one of ${keys}.` };
}
