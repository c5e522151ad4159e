import type { Game } from "../model.ts";

/**
 * What the HTTP side of a plugin is given with each request; in a Hono app it is `c.env`.
 *
 * @example Type an app by it
 * ```ts
 * import type { PluginEnv } from "@vestibule/core";
 * import { Hono } from "hono";
 * import assert from "node:assert/strict";
 *
 * const app = new Hono<{ Bindings: PluginEnv }>();
 * app.get("/", (c) => c.text(`${c.env.game.sessions.count} connected`));
 *
 * assert.equal(app.routes.length, 1);
 * ```
 */
export interface PluginEnv {
  /** The game that runs. What is changed in it is kept before the response is sent. */
  readonly game: Game;
  /** Where the request came from: an address without a port, never one that a proxy names. */
  readonly address: string;
  /** Where the app is on the server, such as `/plugins/weather`: links begin with it. */
  readonly base: string;
}

/**
 * Answers HTTP requests: a Hono app, or anything else with such a `fetch`.
 *
 * @example Without a framework
 * ```ts
 * import type { PluginApp } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const hello: PluginApp = { fetch: () => new Response("Hello") };
 *
 * assert.equal(typeof hello.fetch, "function");
 * ```
 */
export interface PluginApp {
  /**
   * Answers a request.
   *
   * @param request The request, whole; its `signal` is aborted when the client goes away.
   * @param env The game, and where the request came from.
   * @returns The response, which is sent when it is whole.
   */
  fetch(request: Request, env: PluginEnv): Response | Promise<Response>;
}
