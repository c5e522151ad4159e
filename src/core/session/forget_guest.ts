import type { Account } from "../model.ts";
import type { RegistryParts } from "./registry_parts.ts";

/** Deletes a guest's account that its last session has left (behaviour 9.2.2). */
export async function forgetGuest(
  account: Account,
  { game, trace }: Pick<RegistryParts, "game" | "trace">,
): Promise<void> {
  if (!account.isGuest || account.sessions.length > 0) return;
  try {
    await game().accounts.delete(account);
  } catch (error) {
    // It stays until the Server starts again.
    const data = { account: account.id, error: String(error) };
    trace.emit("guest:left", { level: "warn", data });
  }
}
