import { checkName, foldName } from "../../core/cmdset/name.ts";
import type { HelpTopic } from "../../core/parts/help_topic.ts";
import type { Provide } from "../define_plugin.ts";
import type { Intake } from "./intake.ts";
import { messageOf } from "../../core/trace/error_text.ts";

/** A topic of the help, and whose it is. */
export interface OwnedTopic {
  readonly topic: HelpTopic;
  readonly owner: string;
}

/** Adds topics to the help, each found by all its names. */
export function provideHelp(intake: Intake, kept: Map<string, OwnedTopic>): Provide["help"] {
  return (topic) =>
    intake.take({ kind: "help topic", name: topic.key }, () => {
      const names = [...new Set([topic.key, ...topic.aliases ?? []].map(foldName))];
      const problem = topicProblem(topic, names, kept);
      if (problem !== undefined) return problem;
      const owned = { topic: Object.freeze({ ...topic }), owner: intake.plugin };
      for (const name of names) kept.set(name, owned);
      return () => names.forEach((name) => kept.delete(name));
    });
}

function topicProblem(
  { text }: HelpTopic,
  names: readonly string[],
  kept: ReadonlyMap<string, OwnedTopic>,
): string | undefined {
  try {
    for (const name of names) checkName(name, "name of a help topic");
  } catch (error) {
    return `as its names must fit: ${messageOf(error)}`;
  }
  // A plugin may be written without types.
  if (typeof text !== "string") return `as its text must be markup: it is ${typeof text}`;
  const taken = names.find((name) => kept.has(name));
  const other = kept.get(taken ?? "");
  if (other === undefined) return;
  return `as its name "${taken}" must be free: it is a topic of plugin "${other.owner}". ` +
    "Choose another one";
}
