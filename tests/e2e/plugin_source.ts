/** The parts of a plugin that a test writes to a file, as source text. */
export interface PluginParts {
  readonly name: string;
  /** Lines before the commands, such as imports. */
  readonly head?: string;
  /** Each command's `run` by its key: the source of a function of its context. */
  readonly commands: Readonly<Record<string, string>>;
}

/** Returns the source of a plugin whose commands everybody who has logged in can use. */
export function pluginSource({ name, head = "", commands }: PluginParts): string {
  const list = Object.entries(commands).map(([key, run]) =>
    `  defineCommand({ key: "${key}", needs: "session", run: ${run} }),`
  );
  return [
    `import { defineCommand, definePlugin, type Plugin } from "@vestibule/core";`,
    head,
    "const commands = [",
    ...list,
    "];",
    "const plugin: Plugin = definePlugin({",
    `  name: "${name}",`,
    `  version: "1.0.0",`,
    "  api: 1,",
    `  setup: ({ provide }) => provide.commands("builtin/account", commands),`,
    "});",
    "export default plugin;",
    "",
  ].join("\n");
}

/** Returns the flags that start the program with this plugin and no other. */
export function withPlugin(path: string): readonly string[] {
  return ["--set", `plugins=${JSON.stringify([path])}`];
}
