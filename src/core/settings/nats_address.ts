import { isPercentEncoded } from "./is_percent_encoded.ts";

/** NATS's port, where an address names none. */
const DEFAULT_PORT = 4222;

/** One NATS server of several that know one another. */
export interface NatsAddress {
  /** Its host name or address, an IPv6 one without brackets. */
  readonly hostname: string;
  /** Its port. */
  readonly port: number;
  /** The host and port as one text, an IPv6 address in brackets. */
  readonly host: string;
}

/** Where NATS is, and what it is told of who comes. */
export interface NatsPlace {
  /** The servers, in the order in which they are tried. */
  readonly servers: readonly NatsAddress[];
  /** Whether they must speak TLS. */
  readonly isTls: boolean;
  /** How who comes proves who that is. */
  readonly proof: NatsProof;
}

/** A user's password, a token, or nothing. */
export type NatsProof =
  | { readonly kind: "none" }
  | { readonly kind: "password"; readonly user: string; readonly password: string }
  | { readonly kind: "token"; readonly token: string };

/**
 * Says what is wrong with the addresses of NATS, or `null`. What it says shows nothing of them, as
 * they may hold a password.
 */
export function natsProblem(text: string): string | null {
  const urls = parts(text);
  if (!urls.every(isAddress)) return WRITTEN;
  const [first, ...others] = urls.map((url) => new URL(url));
  if (first === undefined) return WRITTEN;
  if (others.some(({ protocol }) => protocol !== first.protocol)) {
    return "all addresses must begin with nats://, or all with tls://";
  }
  const isSame = ({ username, password }: URL) =>
    username === first.username && password === first.password;
  return others.every(isSame) ? null : "all addresses must have the same user and password";
}

/**
 * Reads the addresses of NATS.
 *
 * @param text What {@linkcode natsProblem} has nothing against.
 */
export function natsPlace(text: string): NatsPlace {
  const urls = parts(text).map((url) => new URL(url));
  return {
    servers: urls.map(({ hostname, port }) => ({
      hostname: hostname.replace(/^\[|\]$/g, ""),
      port: Number(port || DEFAULT_PORT),
      host: `${hostname}:${port || DEFAULT_PORT}`,
    })),
    isTls: urls.some(({ protocol }) => protocol === "tls:"),
    proof: proofOf(urls[0]),
  };
}

/** Returns the addresses of NATS as they may be shown: without user, password and token. */
export function shownNats(text: string): string {
  if (natsProblem(text) !== null) return "nats://…";
  const { servers, isTls } = natsPlace(text);
  return servers.map(({ host }) => `${isTls ? "tls" : "nats"}://${host}`).join(",");
}

const WRITTEN =
  "it must be nats://HOST, tls://HOST:PORT or nats://USER:PASSWORD@HOST, several with commas " +
  "between, with other letters and digits percent-encoded, such as %2F for a slash";

function parts(text: string): string[] {
  return text.split(",").map((part) => part.trim());
}

function isAddress(text: string): boolean {
  if (!/^(?:nats|tls):\/\//.test(text) || !URL.canParse(text)) return false;
  const { hostname, port, pathname, search, hash, username, password } = new URL(text);
  if (hostname === "" || port === "0") return false;
  if (!["", "/"].includes(pathname) || search !== "" || hash !== "") return false;
  if (username === "" && password !== "") return false;
  return [username, password].every(isPercentEncoded);
}

/** As `nats://TOKEN@HOST` is read by NATS's own tools, too. */
function proofOf(url: URL | undefined): NatsProof {
  if (url === undefined || url.username === "") return { kind: "none" };
  const user = decodeURIComponent(url.username);
  if (url.password === "") return { kind: "token", token: user };
  return { kind: "password", user, password: decodeURIComponent(url.password) };
}
