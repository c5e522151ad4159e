/** Nothing but the server's own files and its websocket; no inline script or style. */
const SOURCES = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];

/**
 * Returns the policy of a page (CSP Level 3).
 *
 * @param formAction Where its forms may be sent: to this server, or nowhere.
 */
export function contentSecurityPolicy(formAction: "'self'" | "'none'"): string {
  return [...SOURCES, `form-action ${formAction}`].join("; ");
}

/** What no page here asks of a browser, so that nothing put into one can (Permissions Policy). */
const UNUSED_FEATURES = [
  "camera",
  "display-capture",
  "geolocation",
  "hid",
  "microphone",
  "midi",
  "payment",
  "serial",
  "usb",
];

/** What each answer says, unless it says otherwise itself. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": contentSecurityPolicy("'none'"),
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "permissions-policy": UNUSED_FEATURES.map((name) => `${name}=()`).join(", "),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};
