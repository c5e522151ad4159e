import { escapeMarkup, type GameObject } from "@vestibule/core";
import { descriptionMarkup } from "./description.ts";
import { keepDraft } from "./draft.ts";
import type { Answer, Page, Target } from "./page.ts";
import { fittedLevels } from "./points.ts";
import { link, shownName } from "./shown.ts";
import { placeOf } from "./steps.ts";
import { filled } from "./texts.ts";

/** Makes the character, and lets the session become it if the settings say so. */
export async function finish(answer: Answer): Promise<Target> {
  const { account, draft, game, names, settings, msg } = answer;
  const place = placeOf(draft, answer);
  if (place !== "review") return place;
  const desc = descriptionMarkup(draft.lines);
  const made = game.accounts.createCharacter(account, draft.name, { desc });
  if (made.kind === "refused") return refused(made.problem);
  equip(made.character, answer);
  keepDraft(account, undefined);
  names.release(account.id, game.now());
  msg(filled(settings.texts.created, shownName(draft)));
  await enter(made.character, answer);
  return null;
}

/** Gives a character what was chosen for it. */
function equip(character: GameObject, { draft, settings }: Page): void {
  const [only] = settings.kinds;
  const kind = settings.kinds.length === 1 ? only?.key : draft.kind;
  if (kind !== undefined && kind !== "") character.set("kind", kind);
  if (settings.attributes.length === 0) return;
  character.set("attributes", fittedLevels(draft.levels, settings));
}

async function enter(character: GameObject, answer: Answer): Promise<void> {
  const { game, session, settings, msg } = answer;
  if (settings.enterWorld) {
    const outcome = await game.sessions.puppet(session, character);
    if (outcome.kind === "puppeted") return;
  }
  msg(`Type ${link(`ic ${character.name}`)} to enter the world.`);
}

function refused(problem: string): Target {
  return { stay: `${escapeMarkup(problem)} Type ${link("quit")} to keep this one for later.` };
}
