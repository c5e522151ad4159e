import type { PluginApp } from "../../core/http/plugin_app.ts";

type OnError = (error: unknown) => Response;

/**
 * Lets a Hono app throw on what its handlers throw, unless its author says what becomes of errors:
 * its own way is to print them and to answer 500, so that nobody could name the plugin.
 *
 * Hono is the plugin's own copy. Whether `onError` was called shows in a comparison with a new app
 * of the same class.
 */
export function showErrors(app: PluginApp): void {
  if (!hasOnError(app) || typeof app.constructor !== "function") return;
  try {
    const fresh: unknown = Reflect.construct(app.constructor, []);
    if (!hasOnError(fresh) || fresh.errorHandler !== app.errorHandler) return;
    app.onError((error) => {
      if (isHttpException(error)) return error.getResponse();
      throw error;
    });
  } catch {
    // No Hono app after all: it does with errors what it does.
  }
}

function hasOnError(
  app: unknown,
): app is { readonly errorHandler: unknown; onError(handle: OnError): unknown } {
  return typeof app === "object" && app !== null && "errorHandler" in app && "onError" in app &&
    typeof app.onError === "function";
}

/** What Hono's helpers and authors throw to answer with a status. */
function isHttpException(error: unknown): error is { getResponse(): Response } {
  return typeof error === "object" && error !== null && "getResponse" in error &&
    typeof error.getResponse === "function";
}
