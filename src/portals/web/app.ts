import { Hono } from "hono";
import { type PageFile, pageFiles } from "./page.ts";
import { addPluginRoutes, type PluginRoutesOptions } from "./plugin_routes.ts";

/** Whether the world can be entered now, and why not. */
export interface Readiness {
  readonly ready: boolean;
  readonly reason?: string;
  /** How many Servers hung and could not be ended; only a new process frees their cores. */
  readonly zombies?: number;
}

/** What the HTTP side answers with. */
export interface AppOptions {
  /** The world's name. */
  readonly serverName: string;
  /** Tells whether the portals listen and the Server is up. */
  readonly ready: () => Readiness;
  /** How plugins are asked; without it none is. */
  readonly plugins?: PluginRoutesOptions;
}

/** Nothing but the server's own files and its websocket; no inline script or style. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

/**
 * Creates the HTTP side of the web portal: the page, `/healthz`, `/readyz` and what plugins answer.
 *
 * `/healthz` says that the process lives, `/readyz` that the world can be entered (503 when not).
 */
export function createApp(options: AppOptions): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      // A plugin may decide otherwise for its own pages.
      if (!context.res.headers.has(name)) context.header(name, value);
    }
  });
  for (const file of pageFiles(options.serverName)) {
    app.get(file.path, (context) => answerFile(file, context.req.header("if-none-match")));
  }
  app.get("/healthz", (context) => context.text("ok", 200, { "cache-control": "no-store" }));
  app.get("/readyz", (context) => {
    const { ready, reason, zombies } = options.ready();
    const { serverName } = options;
    const body = ready ? { ready, serverName, zombies } : { ready, reason, zombies };
    return context.json(body, ready ? 200 : 503, { "cache-control": "no-store" });
  });
  if (options.plugins !== undefined) addPluginRoutes(app, options.plugins);
  app.notFound((context) => context.text("Not found", 404));
  return app;
}

/** Sends a file, or says that the browser's copy is still good (RFC 9110, section 13.1.2). */
function answerFile(file: PageFile, ifNoneMatch: string | undefined): Response {
  const headers = { "cache-control": "no-cache", "etag": file.etag };
  const held = ifNoneMatch?.split(",").map((tag) => tag.trim().replace(/^W\//, "")) ?? [];
  if (held.includes(file.etag)) return new Response(null, { status: 304, headers });
  return new Response(file.body, { headers: { ...headers, "content-type": file.contentType } });
}
