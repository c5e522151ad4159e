import type { CloseReason } from "../boundary/messages.ts";

/**
 * Why a Server lets a session go: its connection ends, or it goes on in another realm behind the same
 * Portals, as `session.transfer()` has it.
 *
 * @example A farewell that fits
 * ```ts
 * import { definePlugin, type LeaveReason } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const farewell = (reason: LeaveReason) =>
 *   reason === "transferred" ? "goes to another world" : "leaves";
 *
 * const plugin = definePlugin({
 *   ...{ name: "farewells", version: "1.0.0", api: 1 },
 *   setup: ({ on }) =>
 *     on("session:disconnect", ({ session, reason }) => {
 *       session.puppet?.location?.msg(`${session.name} ${farewell(reason)}.`);
 *     }),
 * });
 *
 * assert.equal(plugin.name, "farewells");
 * ```
 */
export type LeaveReason = CloseReason | "transferred";
