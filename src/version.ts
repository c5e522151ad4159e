import config from "../deno.json" with { type: "json" };

/** The version of this package, as `deno.json` has it. */
export const VERSION: string = config.version;
