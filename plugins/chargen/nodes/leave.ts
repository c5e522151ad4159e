import type { MenuView } from "@vestibule/core";
import { keepDraft } from "../draft.ts";
import { type Answer, answering, type Making, type Page, type Target } from "../page.ts";
import { link, roughly, shownName } from "../shown.ts";
import { onward } from "./words.ts";

/** Asks whether to keep what there is. */
export function leaveView(page: Page): MenuView<Making> {
  const who = page.draft.name === "" ? "your character" : shownName(page.draft);
  return {
    text: `Shall ${who} be kept for later?`,
    options: [
      {
        key: "keep",
        aliases: ["yes", "y", "quit", "q", "exit"],
        desc: "Go on another time (an empty line)",
        goto: answering(page, keep),
      },
      {
        key: "discard",
        aliases: ["no", "n", "cancel"],
        desc: "Throw it away",
        goto: answering(page, discard),
      },
      { key: "back", desc: "Go on now", goto: answering(page, onward) },
    ],
    input: { stay: `Type ${link("keep")}, ${link("discard")} or ${link("back")}.` },
    empty: answering(page, keep),
  };
}

function keep({ draft, settings, msg }: Answer): Target {
  const hold = `Nobody else can take the name for ${roughly(settings.nameHold)}. `;
  const who = draft.name === "" ? "What you chose" : shownName(draft);
  const isHeld = draft.name !== "" && settings.nameHold > 0;
  msg(`${who} is kept. ${isHeld ? hold : ""}Type ${link("charcreate")} to go on.`);
  return null;
}

function discard({ account, draft, game, names, msg }: Answer): Target {
  keepDraft(account, undefined);
  names.release(account.id, game.now());
  msg(`${draft.name === "" ? "What you chose" : shownName(draft)} is thrown away.`);
  return null;
}
