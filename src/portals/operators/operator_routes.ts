import type { Context, Hono } from "hono";
import type { Clock } from "../../core/clock.ts";
import { answerFile, pageFile } from "../web/page_file.ts";
import style from "./client/status.css" with { type: "text" };
import { hostOf } from "./host_of.ts";
import { METRICS_TYPE } from "./metrics_text.ts";
import { type Status, statusJson } from "./status.ts";
import { statusPage } from "./status_page.ts";

/** What operators, and everybody, are told over HTTP. */
export interface OperatorRoutes {
  readonly clock: Clock;
  /** Returns the metrics in Prometheus' text format. */
  readonly metrics: () => Promise<string>;
  /** Tells whether whoever sends this request may read the metrics. */
  readonly mayReadMetrics: (context: Context) => boolean;
  /** Says what everybody may know; absent where nobody is told. */
  readonly status?: (() => Status) | undefined;
}

/** How long a status is told before it is looked up again, in milliseconds. */
const STATUS_MS = 5_000;

const STATUS_HEADERS = { "cache-control": `public, max-age=${STATUS_MS / 1000}` };

const NOT_YOURS = "Metrics are told to this machine alone, unless metricsToken or metricsFrom " +
  "says otherwise.\n";

/** Lets `/metrics`, and `/status` where it is wanted, be read. */
export function addOperatorRoutes(app: Hono, options: OperatorRoutes): void {
  app.get("/metrics", async (context) => {
    const headers = { "cache-control": "no-store" };
    if (!options.mayReadMetrics(context)) return context.text(NOT_YOURS, 403, headers);
    return context.body(await options.metrics(), 200, { ...headers, "content-type": METRICS_TYPE });
  });
  if (options.status !== undefined) addStatus(app, remembered(options.status, options.clock));
}

function addStatus(app: Hono, status: () => Status): void {
  const css = pageFile("/status/status.css", style);
  app.get(css.path, (context) => answerFile(css, context.req.header("if-none-match")));
  app.get("/status", (context) => {
    const asksJson = /\bapplication\/json\b/.test(context.req.header("accept") ?? "");
    const headers = { ...STATUS_HEADERS, vary: "accept" };
    const host = hostOf(context.req.header("host"));
    if (asksJson) return context.json(statusJson(status(), host), 200, headers);
    return context.html(statusPage(status(), host), 200, headers);
  });
  app.get("/status.json", (context) => {
    // Any page may show it: it is for everybody.
    const headers = {
      ...STATUS_HEADERS,
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
    };
    return context.json(statusJson(status(), hostOf(context.req.header("host"))), 200, headers);
  });
}

/** Looks up a status at most every few seconds, however many ask. */
function remembered(status: () => Status, clock: Clock): () => Status {
  let last: { readonly at: number; readonly status: Status } | undefined;
  return () => {
    const now = clock.now();
    if (last === undefined || now - last.at >= STATUS_MS) last = { at: now, status: status() };
    return last.status;
  };
}
