import { isAllowedOrigin } from "../origin.ts";

/** What a browser says of the page that sends a request. */
export interface RequestSource {
  /** The request's `Origin`. */
  readonly origin: string | undefined;
  /** The request's `Host`. */
  readonly host: string | undefined;
  /** The request's `Sec-Fetch-Site`; older browsers send none. */
  readonly site: string | undefined;
  /** Whether the browser speaks https. */
  readonly isSecure: boolean;
}

/**
 * Tells whether a request is from a page of this very server, as its browser says. What does not
 * say it is not: a cookie may act for nobody then.
 */
export function isFromOwnPage({ origin, host, site, isSecure }: RequestSource): boolean {
  if (origin === undefined || (site !== undefined && site !== "same-origin")) return false;
  // A page that came without https may be anybody's on the way.
  if (isSecure && !origin.startsWith("https://")) return false;
  return isAllowedOrigin(origin, host, []);
}
