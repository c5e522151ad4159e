import type { HttpAnswer, HttpRequest } from "../boundary/http_question.ts";
import type { Question } from "../boundary/questions.ts";
import type { Hooks } from "../hooks.ts";
import type { Game } from "../model.ts";
import type { Settings } from "../settings/settings.ts";
import type { Journal } from "../store/journal.ts";
import { StoreUnavailableError } from "../store/store_unavailable_error.ts";
import type { PluginApp, PluginEnv } from "./plugin_app.ts";
import { readResponse } from "./read_response.ts";

/** What {@linkcode PluginHttp} is made with. */
export interface PluginHttpOptions {
  /** The HTTP side of each plugin that has one, by the plugin's name. */
  readonly routes: ReadonlyMap<string, PluginApp>;
  readonly game: Game;
  readonly hooks: Pick<Hooks, "call">;
  readonly journal: Pick<Journal<unknown>, "inScope" | "undoScope" | "isUndone">;
  readonly settings: Pick<Settings, "pluginHttpMaxHeaders" | "pluginHttpMaxResponse">;
  /** Gives the number under which an error is found in the log. */
  readonly newIncident: () => string;
}

/** Lets plugins answer HTTP requests: each in a scope of its own, guarded, and whole. */
export class PluginHttp {
  readonly #options: PluginHttpOptions;

  /**
   * Creates what asks plugins.
   *
   * @param options The plugins, and what guards them.
   */
  constructor(options: PluginHttpOptions) {
    this.#options = options;
  }

  /** Answers one request. */
  async answer({ value, deadline, signal }: Question<"http">): Promise<HttpAnswer> {
    const { routes, hooks, journal, newIncident } = this.#options;
    const app = routes.get(value.plugin);
    if (app === undefined) return { kind: "nobody" };
    // Not in the drain that brought it: that ends the turn before what awaits a moment has failed.
    await Promise.resolve();
    const scope = {};
    const stop = new AbortController();
    const limits = { deadline, signal, incident: newIncident() };
    const ended = AbortSignal.any([signal, stop.signal]);
    const outcome = await hooks.call(
      value.plugin,
      `${value.method} ${pathOf(value.url)}`,
      () => journal.inScope(scope, () => this.#respond(app, value, ended)),
      limits,
    );
    if (outcome.kind === "off") return { kind: "nobody" };
    if (journal.isUndone(scope) || isUndone(outcome)) {
      journal.undoScope(scope);
      return { kind: "undone" };
    }
    if (outcome.kind === "done") return withoutBodyAtHead(value, outcome.value);
    stop.abort();
    if (outcome.kind !== "failed") return { kind: "late" };
    journal.undoScope(scope);
    return { kind: "failed", incident: limits.incident };
  }

  /** Calls the app before anything is awaited, so that the time limit holds for it. */
  async #respond(app: PluginApp, asked: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const { game, settings } = this.#options;
    const env: PluginEnv = { game, address: asked.address, base: `/plugins/${asked.plugin}` };
    try {
      return await readResponse(await app.fetch(requestOf(asked, signal), env), {
        maxBytes: settings.pluginHttpMaxResponse,
        maxHeaders: settings.pluginHttpMaxHeaders,
        signal,
      });
    } catch (error) {
      // That is not the plugin's doing.
      if (error instanceof StoreUnavailableError) return { kind: "undone" };
      throw error;
    }
  }
}

/** A HEAD is asked of the app as a GET (RFC 9110, section 9.3.2), so that every app knows it. */
function requestOf({ method, url, headers, body }: HttpRequest, signal: AbortSignal): Request {
  return new Request(url, {
    method: method === "HEAD" ? "GET" : method,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    body,
    signal,
  });
}

function isUndone(outcome: { readonly kind: string; readonly value?: HttpAnswer }): boolean {
  return outcome.value?.kind === "undone";
}

function withoutBodyAtHead({ method }: HttpRequest, answer: HttpAnswer): HttpAnswer {
  return method === "HEAD" && answer.kind === "response" ? { ...answer, body: null } : answer;
}

/** The query is left out of the log: it may hold a secret. */
function pathOf(url: string): string {
  return new URL(url).pathname;
}
