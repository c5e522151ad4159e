import {
  type Account,
  escapeMarkup,
  type Game,
  type GameObject,
  heading,
  type Session,
  table,
} from "../api.ts";
import { inOrder } from "./in_order.ts";
import { commandLink, shownName } from "./markup.ts";
import { ownCharacters } from "./own_characters.ts";

/** Who looks at the screen. */
export interface OocView {
  readonly game: Game;
  readonly account: Account;
  readonly session: Session;
}

/**
 * Makes what somebody sees who is out of character (behaviour 6.15): one line where an account has
 * one character and is put into it at login, else the whole screen. The multisession mode does not
 * count.
 */
export function oocView(view: OocView): string {
  const { autoPuppetOnLogin, maxNrCharacters } = view.game.settings;
  const [only] = ownCharacters(view.account);
  if (!autoPuppetOnLogin || maxNrCharacters !== 1 || only === undefined) return oocScreen(view);
  const ic = `Type ${commandLink("ic")} to be ${shownName(only.name)} again.`;
  return shown(view, [`You are out of character. ${ic}`, ...pluginParts(view)].join("\n"));
}

/** Makes the whole screen of somebody who is out of character (behaviour 6.16). */
export function oocScreen(view: OocView): string {
  const { account } = view;
  if (account.sessions.length === 0) return "";
  return shown(view, wholeScreen(view));
}

/** Lets the account's type show something else. */
function shown({ account, session, game }: OocView, plain: string): string {
  return game.parts.accountScreen(account, session, plain);
}

function wholeScreen(view: OocView): string {
  const { account } = view;
  return [
    `You are out of character, as the account ${shownName(account.name)}${rank(account)}.`,
    sessionPart(view),
    characterPart(view),
    ...pluginParts(view),
    hints(view),
  ].join("\n\n");
}

function rank({ isSuperuser, isQuelled, permissions }: Account): string {
  if (isQuelled) return " (quelled: you count as a player until you type |wunquell|n)";
  if (isSuperuser) return " (superuser)";
  const highest = permissions.at(-1);
  return highest === undefined || highest === "Player" ? "" : ` (${highest})`;
}

function sessionPart({ account, session }: OocView): string {
  const rows = inOrder(account.sessions).map((one) => [
    { text: one === session ? "|w*|n" : " ", spoken: one === session ? "this one" : "" },
    `#${one.sessid}`,
    escapeMarkup(one.protocolKey),
    escapeMarkup(one.address),
  ]);
  return heading("Your sessions") + table(rows);
}

function characterPart(view: OocView): string {
  const characters = ownCharacters(view.account);
  const max = view.game.settings.maxNrCharacters;
  const count = max === 0 ? `${characters.length}` : `${characters.length}/${max}`;
  const rows = characters.map((one) => [
    commandLink(`ic ${one.name}`, one.name),
    ...playedBy(one, view),
  ]);
  const list = rows.length === 0 ? "None yet." : table(rows);
  return heading(`Your characters (${count})`) + list;
}

/** Returns the cell that tells who plays a character; none when nobody does. */
function playedBy(character: GameObject, { account, session }: OocView): readonly string[] {
  const { sessions } = character;
  const by = character.account;
  if (by === null) return [];
  if (sessions.includes(session)) return ["played here"];
  if (by.id !== account.id) return [`played by ${escapeMarkup(by.name)}`];
  return [`played in ${sessions.map(({ sessid }) => `#${sessid}`).join(", ")}`];
}

function pluginParts({ account, session, game }: OocView): readonly string[] {
  return game.parts.oocScreen(account, session);
}

function hints({ account, game }: OocView): string {
  const count = account.characters.length;
  const max = game.settings.maxNrCharacters;
  const lines: string[] = [];
  if (count > 0) lines.push("Type |wic|n and a name to enter the world as that character.");
  if (count === 0) lines.push("Type |wcharcreate|n and a name to make your first character.");
  else if (max === 0 || count < max) lines.push("Type |wcharcreate|n and a name to make another.");
  lines.push(`Type ${commandLink("help")} to see everything else.`);
  return lines.join("\n");
}
