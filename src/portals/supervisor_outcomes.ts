import type { Refusal } from "./server_handle.ts";

/** What became of a reload: done, or refused with the reason. */
export type ReloadOutcome =
  | { readonly kind: "reloaded"; readonly heldMs: number }
  | { readonly kind: "refused"; readonly reason: string };

/** What the first start gave. */
export type StartOutcome =
  | { readonly kind: "started"; readonly plugins: readonly string[]; readonly claimable: boolean }
  | { readonly kind: "failed" } & Refusal;

/** How a Server ends for good; `reload` leaves its sessions to another one, wherever that is. */
export type EndMode = "shutdown" | "reload";
