import { Hono } from "hono";
import { addOperatorRoutes, type OperatorRoutes } from "../operators/operator_routes.ts";
import {
  addObservatoryRoutes,
  type ObservatoryRoutesOptions,
} from "../observatory/observatory_routes.ts";
import { pageFiles } from "./page.ts";
import { answerFile } from "./page_file.ts";
import { addPluginRoutes, type PluginRoutesOptions } from "./plugin_routes.ts";
import { SECURITY_HEADERS } from "./security_headers.ts";
import { addSignInRoutes, type SignInRoutesOptions } from "./sign_in/sign_in_routes.ts";

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
  /** What operators and everybody are told; without it nobody is. */
  readonly operators?: OperatorRoutes | undefined;
  /** Paths that lead to another path. */
  readonly redirects?: Readonly<Record<string, string>>;
  /** How plugins are asked; without it none is. */
  readonly plugins?: PluginRoutesOptions;
  /** How people sign in on the page; without it nobody does. */
  readonly signIn?: SignInRoutesOptions;
  /** The observatory; without it there is none. */
  readonly observatory?: ObservatoryRoutesOptions | undefined;
}

/**
 * Creates the HTTP side of the web portal: the page, `/healthz`, `/readyz`,
 * what operators are told and what plugins answer.
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
    app.get(
      file.path,
      ({ req }) => answerFile(file, req.header("if-none-match"), req.header("accept-encoding")),
    );
  }
  app.get("/healthz", (context) => context.text("ok", 200, { "cache-control": "no-store" }));
  app.get("/readyz", (context) => {
    const { ready, reason, zombies } = options.ready();
    const { serverName } = options;
    const body = ready ? { ready, serverName, zombies } : { ready, reason, zombies };
    return context.json(body, ready ? 200 : 503, { "cache-control": "no-store" });
  });
  if (options.operators !== undefined) addOperatorRoutes(app, options.operators);
  if (options.signIn !== undefined) addSignInRoutes(app, options.signIn);
  for (const [from, to] of Object.entries(options.redirects ?? {})) {
    app.get(from, (context) => context.redirect(to));
  }
  if (options.plugins !== undefined) addPluginRoutes(app, options.plugins);
  if (options.observatory !== undefined) addObservatoryRoutes(app, options.observatory);
  app.notFound((context) => context.text("Not found", 404));
  return app;
}
