import * as z from "zod";

const bytes = z.int().min(0).max(64 * 1024 * 1024);

/** What may be asked of plugins over HTTP, and how long they may take. */
export const pluginHttp = {
  pluginHttpMaxBody: bytes.default(262_144)
    .describe("The largest body of an HTTP request to a plugin, in bytes."),
  pluginHttpMaxResponse: bytes.default(1_048_576)
    .describe("The largest body of a plugin's HTTP response, in bytes."),
  pluginHttpMaxHeaders: z.int().min(1).max(1000).default(64)
    .describe("Header lines of an HTTP request to a plugin, and of its response."),
  pluginHttpTimeout: z.number().min(1).max(600_000).default(10_000)
    .describe(
      "How long the body of an HTTP request may take to come, and then a plugin to answer it, in ms.",
    ),
  pluginHttpMaxRequests: z.int().min(1).max(1000).default(50)
    .describe(
      "HTTP requests to plugins that may be under way at once; of one plugin, half of them.",
    ),
  pluginHttpRate: z.number().min(0).default(20)
    .describe("HTTP requests to plugins per second from one address; 0 is off."),
  pluginHttpBurst: z.int().min(1).default(60)
    .describe("HTTP requests to plugins from one address at once, before the rate counts."),
};
