import type { GameObject, Session, World } from "../model.ts";
import type { StoredAccount } from "./account.ts";

/** What deleting an account needs of the Server. */
export interface DeletionParts {
  readonly world: Pick<World, "startLocation">;
  /** Ends a session of the account. */
  readonly end: (session: Session) => Promise<void>;
  /** Records that the account is deleted. */
  readonly record: (account: StoredAccount, undo: () => void) => void;
}

/**
 * Deletes an account: its sessions first, then itself and its characters, all or nothing (1.6.12).
 *
 * @param account The account.
 * @param parts What it needs of the Server.
 * @throws StoreUnavailableError While nothing can be kept; then the account stays.
 */
export async function deleteAccount(account: StoredAccount, parts: DeletionParts): Promise<void> {
  if (account.fate !== "kept") return;
  account.fate = "ending";
  try {
    await endSessions(account, parts);
    parts.record(account, () => account.fate = "kept");
    account.fate = "deleted";
    for (const character of account.characters) removeCharacter(character, parts.world);
  } finally {
    if (account.fate === "ending") account.fate = "kept";
  }
}

async function endSessions(account: StoredAccount, { end }: DeletionParts): Promise<void> {
  while (account.sessions.length > 0) {
    const { sessions } = account;
    for (const session of sessions) await end(session);
    // The end of some may have begun before, and not be there yet.
    await Promise.all(sessions.map(ended));
  }
}

function ended({ signal }: Session): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) =>
    signal.addEventListener("abort", () => resolve(), { once: true })
  );
}

/** A character that nobody plays is nowhere, and what it carries must not be lost with it. */
function removeCharacter(character: GameObject, world: DeletionParts["world"]): void {
  const place = character.location ?? world.startLocation();
  for (const thing of character.contents) thing.location = place;
  character.delete();
}
