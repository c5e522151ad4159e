import type { GameObject, PuppetOutcome } from "../api.ts";
import { commandLink, counted, shownName } from "./markup.ts";

/**
 * Says why somebody does not puppet an object; nothing when they do.
 *
 * @param outcome What became of the wish.
 * @param object What was wished for.
 */
export function puppetRefusal(outcome: PuppetOutcome, object: GameObject): string | undefined {
  const name = shownName(object.name);
  switch (outcome.kind) {
    case "puppeted":
      return undefined;
    case "already":
      return `You are ${name} already.`;
    case "notLoggedIn":
      return `You must log in before you can be ${name}.`;
    case "notYours":
      return `${name} is not yours to play.`;
    case "inUse":
      return `${name} is played by ${shownName(outcome.by)} just now. Try again later.`;
    case "tooMany":
      return `You play ${counted(outcome.limit, "character")} already, the most allowed at once. ` +
        `Type ${commandLink("ooc")} in another session first.`;
  }
}
