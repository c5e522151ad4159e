/** The cookie by which a browser is known. */
const NAME = "vestibule";
/** A token: 256 bits as base64url. */
const TOKEN = /(?:^|;)[ \t]*vestibule=([A-Za-z0-9_-]{43})[ \t]*(?:;|$)/;

/** Returns the token in a request's `Cookie`; the first, where there are several. */
export function tokenIn(cookies: string | undefined): string | undefined {
  return TOKEN.exec(cookies ?? "")?.[1];
}

/** How a cookie is set. */
export interface CookieOptions {
  /** Whether the browser speaks https, so that it may never send this without. */
  readonly isSecure: boolean;
  /** How long the browser keeps it, in seconds. */
  readonly maxAge: number;
}

/**
 * Returns the `Set-Cookie` that gives a browser its token (RFC 6265): no script reads it, and no
 * other site's request carries it but a link that is followed.
 */
export function tokenCookie(token: string, { isSecure, maxAge }: CookieOptions): string {
  const secure = isSecure ? "; Secure" : "";
  return `${NAME}=${token}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}

/** Returns the `Set-Cookie` that takes a browser's token from it. */
export function noCookie(isSecure: boolean): string {
  return tokenCookie("", { isSecure, maxAge: 0 });
}
