import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { isLocalRequest } from "../web/is_local_request.ts";
import type { RequestPeers } from "../web/request_peer.ts";
import type { Visitors } from "../web/sign_in/visitors.ts";
import type { Actor } from "./house_control.ts";
import type { ReadLinks } from "./read_links.ts";

/** What somebody may do in the observatory: everything, or look. */
export type Access = "full" | "read";

/** What somebody may do for as long as it holds: a link ends, staff signs out. */
export interface Pass {
  readonly access: Access;
  readonly actor: Actor;
  /** Whether it still holds, as far as the Portal knows. */
  holds(): boolean;
  /** Asks again who has to be asked; {@linkcode Pass.holds} tells what came of it. */
  renew(): Promise<void>;
}

/** What decides on who may do what. */
export interface AccessOptions {
  readonly peers: RequestPeers;
  readonly links: ReadLinks;
  /** Who requests are from; nobody is signed in unless given. */
  readonly visitors?: Pick<Visitors, "of" | "browserOf"> | undefined;
}

/** Returns what who sends a request may do, if anything. */
export type PassOf = (context: Context) => Promise<Pass | undefined>;

/**
 * Makes what decides on who may do what: this machine and staff do everything, a link lets look.
 * Who has a link looks, even where it could do more: what is shown to others shows nothing to act
 * with.
 */
export function passBy({ peers, links, visitors }: AccessOptions): PassOf {
  return async (context: Context<{ Bindings: HttpBindings }>) => {
    const { req, env: { incoming } } = context;
    const key = req.query("key");
    const { address } = peers.of(incoming);
    const actor = { uid: null, address };
    if (key !== undefined) return links.has(key) ? linkPass(key, { links, actor }) : undefined;
    if (isLocalRequest(incoming, peers)) return { ...LOCAL, actor };
    if (visitors === undefined) return undefined;
    const visit = { cookies: req.header("cookie"), address };
    return await staffPass(visit, visitors);
  };
}

const LOCAL: Omit<Pass, "actor"> = {
  access: "full",
  holds: () => true,
  renew: () => Promise.resolve(),
};

function linkPass(
  key: string,
  { links, actor }: { readonly links: ReadLinks; readonly actor: Actor },
): Pass {
  return { access: "read", actor, holds: () => links.has(key), renew: () => Promise.resolve() };
}

/** While the Server cannot say how an account stands, staff that was let in goes on looking. */
async function staffPass(
  visit: Parameters<Visitors["of"]>[0],
  visitors: Pick<Visitors, "of" | "browserOf">,
): Promise<Pass | undefined> {
  const signedIn = await visitors.of(visit);
  if (signedIn?.isStaff !== true) return undefined;
  let isStaff = true;
  return {
    access: "full",
    actor: { uid: signedIn.uid, address: visit.address },
    holds() {
      return isStaff && visitors.browserOf(visit.cookies)?.account?.uid === signedIn.uid;
    },
    async renew() {
      isStaff = (await visitors.of(visit))?.isStaff ?? isStaff;
    },
  };
}
