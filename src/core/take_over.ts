import type { AccountService } from "./account/account_service.ts";
import { clearGuests, findGuests } from "./account/guests.ts";
import type { AuditLog } from "./audit/audit_log.ts";
import type { Boundary } from "./boundary/boundary.ts";
import type { PortalMessage, ServerMessage } from "./boundary/messages.ts";
import type { Contributions } from "./contributions.ts";
import type { StoredBans } from "./gate/stored_bans.ts";
import type { Hooks } from "./hooks.ts";
import type { Game } from "./model.ts";
import { fillWorld } from "./object/fill_world.ts";
import type { MemoryWorld } from "./object/world.ts";
import { oobNames } from "./oob/oob_names.ts";
import { fitMode } from "./session/fit_mode.ts";
import { clearLinkDead } from "./session/link_dead.ts";
import { Resync } from "./session/resync.ts";
import type { SessionRegistry } from "./session/session_registry.ts";
import type { Settings } from "./settings/settings.ts";
import type { Store } from "./store/store.ts";
import type { ToolRoom } from "./tool_room.ts";
import type { Turns } from "./turns.ts";

/** What the Portal tells a Server that is to take over. */
export type SyncMessage = Extract<PortalMessage, { kind: "sync" }>;

/** What of a Server takes over. */
export interface TakeOverParts {
  readonly boundary: Boundary<ServerMessage, PortalMessage>;
  readonly store: Store;
  readonly settings: Settings;
  readonly contributions: Contributions;
  readonly turns: Turns;
  readonly hooks: Hooks;
  readonly tools: ToolRoom;
  readonly world: MemoryWorld;
  readonly audit: AuditLog;
  readonly accounts: AccountService;
  readonly bans: StoredBans;
  readonly registry: SessionRegistry;
  readonly game: Game;
}

/**
 * Takes over from the Server before, if there was one: the world is this one's to change, sessions
 * are as they were, and those who watch the start have done their part. Input is held meanwhile.
 *
 * @param parts The Server's parts.
 * @param message What the Portal tells of sessions, and how this Server comes to start.
 */
export async function takeOver(
  parts: TakeOverParts,
  { mode, sessions }: SyncMessage,
): Promise<void> {
  const { boundary, store, settings, contributions, turns, hooks, tools } = parts;
  const { world, audit, accounts, bans, registry, game } = parts;
  const { journal } = turns;
  const { lastObjectId, lastAuditId } = await store.takeOver();
  world.setLastId(lastObjectId);
  audit.start(lastAuditId, mode);
  await tools.open();
  fillWorld(world, contributions.worlds, journal);
  const [guests, hasSuperuser] = await Promise.all([
    findGuests(accounts, settings.guestList),
    store.hasSuperuser(),
    new Resync({ registry, accounts, world, journal, store }).run(sessions, mode),
  ]);
  bans.enforce(bans.all());
  clearLinkDead(world);
  await clearGuests(accounts, guests);
  await turns.finish();
  await hooks.emit("server:start", { game, mode });
  await fitMode(registry);
  if (hasSuperuser) accounts.closeClaim();
  boundary.send({ kind: "oob", names: oobNames(contributions.oobMessages) });
  boundary.send(bans.message());
  boundary.send({ kind: "ready", claimable: accounts.isClaimable });
  // Not with these, so that what was held flows before the Portal shows what was said meanwhile.
  await Promise.resolve();
  turns.release();
}
