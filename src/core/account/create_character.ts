import { permitsAccount } from "../command/permission.ts";
import type { Account, World } from "../model.ts";
import { restAt } from "../session/presence.ts";
import type { Settings } from "../settings/settings.ts";
import type { CharacterInit, CreateCharacterResult } from "./accounts.ts";
import { characterType } from "./character_type.ts";
import { isGuestName, RESERVED } from "./guests.ts";
import { characterNameProblem } from "./names.ts";

/** The permission from which the limit on characters does not hold (behaviour 6.12). */
const MAY_EXCEED = "Developer";

/** What {@linkcode createCharacter} needs of the Server. */
export interface CharacterParts {
  readonly settings: Pick<Settings, "guestList" | "maxNrCharacters" | "baseCharacterTypeclass">;
  readonly world: World;
}

/**
 * Makes a character for an account, within its limits (behaviours 6.12 and 6.18).
 *
 * @param account Whose it will be.
 * @param init What it starts with.
 * @param parts The settings and the world.
 */
export function createCharacter(
  account: Account,
  init: CharacterInit & { readonly name: string },
  { settings, world }: CharacterParts,
): CreateCharacterResult {
  const { location, ...given } = init;
  const problem = characterProblem(account, init.name, { settings, world });
  if (problem !== null) return { kind: "refused", problem };
  const ownerId = account.id;
  const type = characterType(settings);
  const character = world.create({ ...given, type, ownerId });
  if (location !== undefined) restAt(character, location);
  if (account.characters.length === 1) account.lastPuppet = character;
  return { kind: "created", character };
}

/**
 * Says why an account may not have one more character, or one of this name.
 *
 * @param account Whose it would be.
 * @param name What it would be called, if that is known.
 * @param parts The settings and the world.
 * @returns One sentence for the user, or `null`.
 */
export function characterProblem(
  account: Account,
  name: string | undefined,
  parts: CharacterParts,
): string | null {
  const problem = limitProblem(account, parts.settings);
  return problem ?? (name === undefined ? null : nameProblem(name, parts));
}

function limitProblem(
  account: Account,
  { maxNrCharacters }: CharacterParts["settings"],
): string | null {
  if (account.isGuest) return "Guests have one character only.";
  if (maxNrCharacters === 0 || permitsAccount(account, MAY_EXCEED)) return null;
  if (account.characters.length < maxNrCharacters) return null;
  return `You have ${maxNrCharacters} characters already, the most allowed.`;
}

function nameProblem(name: string, { settings, world }: CharacterParts): string | null {
  const problem = characterNameProblem(name) ?? (isGuestName(name, settings) ? RESERVED : null);
  if (problem !== null) return problem;
  const isTaken = world.named(name).some((object) => object.type === "character");
  return isTaken ? `The name "${name}" is taken. Choose another one.` : null;
}
