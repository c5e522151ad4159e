import type { Context, Hono } from "hono";
import type { HttpAnswer, HttpRequest } from "../../core/boundary/http_question.ts";
import type { Answer, Asks } from "../../core/boundary/questions.ts";
import type { Clock } from "../../core/clock.ts";
import type { Settings } from "../../core/settings/settings.ts";
import { ConnectionGate } from "../session/connection_gate.ts";
import { endToEnd } from "./end_to_end.ts";
import { isAllowedOrigin } from "./origin.ts";
import { readBodyInTime } from "./read_body_in_time.ts";
import { RequestSlots } from "./request_slots.ts";
import { setsOwnCookie, withoutOwnCookies } from "./sign_in/own_cookies.ts";

/** What a client may ask of plugins, and how often. */
export type PluginHttpLimits = Pick<
  Settings,
  | "pluginHttpMaxBody"
  | "pluginHttpMaxHeaders"
  | "pluginHttpTimeout"
  | "pluginHttpMaxRequests"
  | "pluginHttpRate"
  | "pluginHttpBurst"
>;

/** What plugins are asked with. */
export interface PluginRoutesOptions {
  readonly questions: Asks;
  readonly clock: Clock;
  readonly limits: PluginHttpLimits;
  /** Whether a ban keeps this address out. */
  readonly isBanned: (address: string) => boolean;
  /** Returns where a request came from. */
  readonly addressOf: (context: Context) => string;
}

const METHODS: readonly string[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Methods that change nothing (RFC 9110, section 9.2.1), which any page may send. */
const SAFE_METHODS: readonly string[] = ["GET", "HEAD", "OPTIONS"];

/** Where plugins are, on the server's own host. */
const PREFIX = "/plugins/";

/** Lets the Server's plugins answer what is asked under `/plugins/NAME`. */
export function addPluginRoutes(app: Hono, options: PluginRoutesOptions): void {
  const routes = new PluginRoutes(options);
  app.all(`${PREFIX}:plugin`, (context) => routes.answer(context));
  app.all(`${PREFIX}:plugin/*`, (context) => routes.answer(context));
}

class PluginRoutes {
  readonly #options: PluginRoutesOptions;
  readonly #throttle: ConnectionGate;
  readonly #slots: RequestSlots;

  constructor(options: PluginRoutesOptions) {
    const { limits, clock } = options;
    this.#options = options;
    this.#slots = new RequestSlots(limits.pluginHttpMaxRequests);
    this.#throttle = new ConnectionGate({
      connectionRatePerAddress: limits.pluginHttpRate,
      connectionBurstPerAddress: limits.pluginHttpBurst,
      connectionRate: 0,
    }, clock);
  }

  async answer(context: Context): Promise<Response> {
    const address = this.#options.addressOf(context);
    const refusal = this.#refusal(context, address);
    if (refusal !== undefined) return refusal;
    using slot = this.#slots.take(pluginOf(context));
    return slot === undefined ? say(503, BUSY, SOON) : await this.#ask(context, address);
  }

  #refusal({ req }: Context, address: string): Response | undefined {
    const { isBanned, limits } = this.#options;
    if (isBanned(address)) return say(403, "You are not welcome here.");
    if (this.#throttle.refusal(address) !== undefined) {
      return say(429, "Too many requests; wait a moment.", { "retry-after": "1" });
    }
    if (!METHODS.includes(req.method)) {
      return say(405, "No plugin answers such a request.", { allow: METHODS.join(", ") });
    }
    const { method, raw: { headers } } = req;
    if ([...headers].length > limits.pluginHttpMaxHeaders) return say(431, "Too many headers.");
    if (!SAFE_METHODS.includes(method) && !isFromHere(headers)) {
      return say(403, "Another site may not change anything here.");
    }
  }

  async #ask(context: Context, address: string): Promise<Response> {
    const { req } = context;
    const { questions, clock, limits } = this.#options;
    const { signal } = req.raw;
    const body = await this.#body(req.raw);
    if (body instanceof Response) return body;
    const deadline = clock.now() + limits.pluginHttpTimeout;
    const request: HttpRequest = {
      plugin: pluginOf(context),
      method: req.method,
      url: withoutPrefix(req.url),
      headers: withoutOwnCookies(endToEnd(req.raw.headers)),
      ...{ body, address },
    };
    return responseTo(await questions.ask("http", request, { deadline, signal }));
  }

  /** Returns a request's body, or what is answered where it is too long or too slow. */
  async #body(request: Request): Promise<HttpRequest["body"] | Response> {
    const { clock, limits: { pluginHttpMaxBody: maxBytes, pluginHttpTimeout: ms } } = this.#options;
    const body = await readBodyInTime(request, { maxBytes, clock, ms });
    if (body === "tooLong") return say(413, "That is too long.");
    if (body === "late") return say(408, "That took too long to come.");
    return body === "gone" ? say(503, GONE) : body;
  }
}

const BUSY = "The world is busy; try again in a moment.";
const GONE = "The client is gone.";
const SOON = { "retry-after": "1" };

function responseTo(answer: Answer<HttpAnswer>): Response {
  switch (answer.kind) {
    case "answered":
      return responseOf(answer.value);
    case "unknown":
      return notFound();
    case "failed":
      return say(500, "Something went wrong.");
    case "unavailable":
      return say(503, "The world is not there just now; try again in a moment.", SOON);
    case "late":
      return say(504, "The plugin took too long.");
    case "aborted":
      return say(503, GONE);
  }
}

function responseOf(answer: HttpAnswer): Response {
  switch (answer.kind) {
    case "response": {
      const headers = endToEnd(answer.headers)
        .filter((header) => !RESERVED.includes(header[0]) && !setsOwnCookie(header));
      const init = headers.map(([name, value]): [string, string] => [name, value]);
      return new Response(answer.body, { status: answer.status, headers: init });
    }
    case "nobody":
      return notFound();
    case "failed":
      return say(500, `Something went wrong. Staff can look up incident ${answer.incident}.`);
    case "late":
      return say(504, "The plugin took too long.");
    case "undone":
      return say(503, "The world could not keep that, so it was undone; try again.", SOON);
  }
}

/** A plugin's script may not control the pages of others (Service Workers, section 3.3.1). */
const RESERVED: readonly string[] = ["service-worker-allowed"];

function pluginOf({ req }: Context): string {
  return req.param("plugin") ?? "";
}

/** What an unknown path gets, too: nobody learns which plugins there are. */
function notFound(): Response {
  return say(404, "Not found");
}

function say(status: number, text: string, headers: Readonly<Record<string, string>> = {}) {
  return new Response(text, {
    status,
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
      ...headers,
    },
  });
}

/** Returns the URL as the plugin sees it: what comes after its name is the path. */
function withoutPrefix(url: string): string {
  const inner = new URL(url);
  const end = inner.pathname.indexOf("/", PREFIX.length);
  inner.pathname = end < 0 ? "/" : inner.pathname.slice(end);
  return inner.href;
}

/** A browser says which site's page sends a request; what is no browser says nothing. */
function isFromHere(headers: Headers): boolean {
  return isAllowedOrigin(headers.get("origin") ?? undefined, headers.get("host") ?? undefined, []);
}
