import {
  escapeMarkup,
  type ExplainedCommand,
  type LineExplanation,
  type RefusedMatch,
} from "../api.ts";
import { commandLink, orList, shownText } from "./markup.ts";

/** How many hidden and refused commands are listed at most, each. */
const MAX_LISTED = 10;

/** Shows why a line does what it does. */
export function explanationText(explanation: LineExplanation): string {
  const { nick, line, hidden, refused, isAnswer } = explanation;
  const lines: string[] = [];
  if (isAnswer) {
    lines.push("A command waits for an answer: the next line is that, and runs nothing.");
  }
  if (nick !== null) {
    lines.push(`The nick "${shownText(nick.alias)}" makes it: ${shownText(line)}`);
  }
  lines.push(...fateLines(explanation));
  for (const one of hidden.slice(0, MAX_LISTED)) {
    lines.push(`Hidden: ${described(one)}, by ${escapeMarkup(one.by)}.`);
  }
  for (const one of refused.slice(0, MAX_LISTED)) {
    lines.push(`Refused: ${described(one)} ${refusal(one)}.`);
  }
  return lines.join("\n");
}

function refusal({ permission }: RefusedMatch): string {
  return permission === null ? "is not for everybody" : `needs the permission ${permission}`;
}

function fateLines({ fate, line }: LineExplanation): readonly string[] {
  switch (fate.kind) {
    case "runs": {
      const { command, args, lacks } = fate;
      const rest = args === "" ? "" : `, with "${shownText(args)}" behind its name`;
      const first = `It runs ${described(command)}${rest}.`;
      return lacks === null
        ? [first]
        : [first, `It needs ${lacks === "account" ? "an account" : "a puppet"} first.`];
    }
    case "many":
      return [
        `It fits more than one command: ${fate.commands.map(described).join(", ")}. ` +
        `Type ${orList(fate.choices.map((choice) => commandLink(choice)))}.`,
        ...systemLines(fate.system),
      ];
    case "none":
      return [
        `No command fits "${shownText(line)}".${meant(fate.suggestions)}`,
        ...systemLines(fate.system),
      ];
    case "empty":
      return ["There is nothing in the line.", ...systemLines(fate.system)];
  }
}

function meant(suggestions: readonly string[]): string {
  if (suggestions.length === 0) return "";
  return ` Near it: ${orList(suggestions.map((name) => commandLink(name)))}.`;
}

function systemLines(system: ExplainedCommand | null): readonly string[] {
  return system === null ? [] : [`The system command ${described(system)} runs.`];
}

function described({ key, name, source }: ExplainedCommand): string {
  const under = name === key.toLowerCase() ? "" : ` as "${escapeMarkup(name)}"`;
  return `|w${escapeMarkup(key)}|n${under} (${escapeMarkup(source)})`;
}
