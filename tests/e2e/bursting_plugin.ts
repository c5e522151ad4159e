import { pluginSource } from "./plugin_source.ts";

/** A plugin whose command `burst` ends the game; it loads `words.ts` beside it, which may fail. */
export const BURSTING: string = pluginSource({
  name: "bursting",
  head: `import "./words.ts";`,
  commands: { burst: `() => { setTimeout(() => { throw new Error("burst"); }); }` },
});
