import * as v from "valibot";

const headers = v.pipe(
  v.array(v.pipe(v.tuple([v.string(), v.string()]), v.readonly())),
  v.readonly(),
);
const body = v.nullable(v.instance(Uint8Array));

/** An HTTP request to a plugin, whole. */
export const HttpRequestSchema = v.strictObject({
  /** The plugin's name, as the path says it: it may be nobody's. */
  plugin: v.string(),
  method: v.string(),
  /** Absolute, and as the plugin is to see it: without the path's first parts. */
  url: v.string(),
  headers,
  body,
  /** Where it came from: an address without a port. */
  address: v.string(),
});

/** An HTTP request to a plugin. */
export type HttpRequest = Readonly<v.InferOutput<typeof HttpRequestSchema>>;

/** What becomes of an HTTP request to a plugin. */
export const HttpAnswerSchema = v.variant("kind", [
  v.strictObject({
    kind: v.literal("response"),
    status: v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599)),
    headers,
    body,
  }),
  /** No plugin of this name answers HTTP. */
  v.strictObject({ kind: v.literal("nobody") }),
  /** The plugin failed; the log has more under this number. */
  v.strictObject({ kind: v.literal("failed"), incident: v.string() }),
  /** The plugin took longer than the deadline. */
  v.strictObject({ kind: v.literal("late") }),
  /** What the plugin did could not be kept, and was undone. */
  v.strictObject({ kind: v.literal("undone") }),
]);

/** What becomes of an HTTP request to a plugin. */
export type HttpAnswer = Readonly<v.InferOutput<typeof HttpAnswerSchema>>;
