import { type AnyCommand, defineCommand } from "../../api.ts";
import { commandLink, orList } from "../markup.ts";

/** Asks which of several commands of one name was meant (behaviour 7.5.1). */
export const multiMatch: AnyCommand = defineCommand({
  key: "multi match",
  system: "multiMatch",
  needs: "session",
  run({ choices, msg }) {
    const links = choices.map((choice) => commandLink(choice));
    msg(`More than one command answers to that. Type ${orList(links)}.`);
  },
});
