import { characterType } from "./character_type.ts";
import type { Clock } from "../clock.ts";
import type { GameObject, World } from "../model.ts";
import { nameKey } from "../object/world.ts";
import type { Settings } from "../settings/settings.ts";
import type { CreateAccountOutcome, Store } from "../store/store.ts";
import type { StoredAccount } from "./account.ts";
import { NO_PASSWORD } from "./password.ts";

/** What is said to who would have a guest's name. */
export const RESERVED = "That name is kept for guests. Choose another one.";

/** What a guest's account starts with. */
const GUEST_DATA = JSON.stringify({ permissions: ["Guest"], isGuest: true });

/** Tells whether the name of an account or a character is kept for guests (behaviour 9.2.3). */
export function isGuestName(name: string, { guestList }: Pick<Settings, "guestList">): boolean {
  const key = nameKey(name);
  return guestList.some((guest) => nameKey(guest) === key);
}

/** What {@linkcode createGuestRow} needs of the Server. */
export interface GuestParts {
  readonly store: Pick<Store, "createAccount">;
  readonly clock: Clock;
  /** The names that may be given, in order. */
  readonly names: readonly string[];
}

/**
 * Makes the row of a guest's account, with the first name that is free (behaviour 9.2.1).
 *
 * @param parts The Store and the names.
 * @returns `taken` when no name is free.
 */
export async function createGuestRow(parts: GuestParts): Promise<CreateAccountOutcome> {
  const { store, clock, names } = parts;
  for (const name of names) {
    const outcome = await store.createAccount({
      name,
      nameKey: nameKey(name),
      password: NO_PASSWORD,
      isSuperuser: false,
      createdAt: clock.now(),
      data: GUEST_DATA,
    });
    if (outcome.kind !== "taken") return outcome;
  }
  return { kind: "taken" };
}

/** Makes the character that every guest has, whatever limits others have. */
export function giveCharacter(
  account: StoredAccount,
  { settings, world }: {
    readonly settings: Pick<Settings, "baseCharacterTypeclass">;
    readonly world: World;
  },
): GameObject {
  const { id: ownerId, name } = account;
  const character = world.create({ type: characterType(settings), name, ownerId });
  account.lastPuppet = character;
  return character;
}

/**
 * Finds the accounts of guests, with a session or left behind.
 *
 * @param accounts The accounts.
 * @param names The names of guests.
 */
export async function findGuests(
  accounts: { byName(name: string): Promise<StoredAccount | undefined> },
  names: readonly string[],
): Promise<readonly StoredAccount[]> {
  const found = await Promise.all(names.map((name) => accounts.byName(name)));
  return found.filter((account) => account !== undefined).filter(({ isGuest }) => isGuest);
}

/**
 * Deletes guests that were left behind, as by a crash: those without a session (behaviour 1.7.10).
 *
 * @param accounts The accounts.
 * @param guests Their guests.
 */
export async function clearGuests(
  accounts: { delete(account: StoredAccount): Promise<void> },
  guests: readonly StoredAccount[],
): Promise<void> {
  for (const guest of guests) if (guest.sessions.length === 0) await accounts.delete(guest);
}
