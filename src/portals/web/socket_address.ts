import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { plainAddress } from "./plain_address.ts";

/**
 * Returns the address at the other end of a request's socket. What headers say of it is not
 * believed: anybody can write them.
 */
export function socketAddress(context: Context<{ Bindings: HttpBindings }>): string {
  return plainAddress(context.env.incoming.socket.remoteAddress);
}
