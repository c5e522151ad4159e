import { escapeMarkup, type Game, type GameObject, heading, type Json, table } from "../../api.ts";
import { shownName, shownText } from "../markup.ts";

/** How many things or attributes are listed at most. */
const MAX_LISTED = 50;
/** What {@linkcode shownText} shows of a text, in characters. */
const MAX_TEXT = 60;
const MAY_BE_SECRET = /password|passwd|secret|token/i;

/** Shows all of an object; the value of an attribute that is named like a secret is left out. */
export function examinedObject(object: GameObject, game: Game): string {
  const attributes = Object.entries(game.inspect.attributes(object));
  const rows = [
    ["Type", object.typeName === object.type ? object.type : `${object.typeName}, ${object.type}`],
    ["Aliases", escapeMarkup(object.aliases.join(", ")) || "none"],
    ["Description", short(object.desc) || "none"],
    ["Location", named(object.location)],
    ...object.type === "exit" ? [["Destination", named(object.destination)]] : [],
    ["Owner", object.ownerId === null ? "none" : `account ${object.ownerId}`],
    ["Sessions", object.sessions.map(({ sessid }) => `#${sessid}`).join(", ") || "none"],
    ["Cmdsets", object.cmdsets.all().map(({ name }) => escapeMarkup(name)).join(", ") || "none"],
    ["Contents", listed(object.contents.map(named))],
    ["Attributes", attributes.length === 0 ? "none" : `${attributes.length}`],
    ...attributes.slice(0, MAX_LISTED).map(([name, value]) => [
      `  ${shownText(name)}`,
      attributeText(name, value),
    ]),
  ];
  return heading(`${shownName(object.name)} (#${object.id})`) + table(rows);
}

function named(object: GameObject | null): string {
  return object === null ? "nowhere" : `${shownName(object.name)} (#${object.id})`;
}

function listed(items: readonly string[]): string {
  const more = items.length - MAX_LISTED;
  const shown = items.slice(0, MAX_LISTED).join(", ") || "none";
  return more > 0 ? `${shown} and ${more} more` : shown;
}

function short(text: string): string {
  return text.length > MAX_TEXT ? `${shownText(text)}…` : shownText(text);
}

function attributeText(name: string, value: Json): string {
  return MAY_BE_SECRET.test(name) ? "…" : short(JSON.stringify(value));
}
