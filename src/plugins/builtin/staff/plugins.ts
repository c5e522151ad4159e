import {
  type Account,
  type AnyCommand,
  type CommandContext,
  defineCommand,
  type MuxArgs,
  muxArgs,
  permitsAccount,
  type PluginInfo,
  suggest,
} from "../../api.ts";
import { commandLink, shownText } from "../markup.ts";
import { pluginDetails, pluginTable } from "../plugin_text.ts";

type Context = CommandContext<"account", MuxArgs<"on" | "off">>;

/** Shows the plugins, and switches one off or on. */
export const plugins: AnyCommand = defineCommand({
  key: "plugins",
  needs: "account",
  category: "staff",
  permission: "Builder",
  usage: "plugins[/on | /off] [NAME]",
  help: "Lists the plugins of the game, or shows what one of them provides, hides and needs, and " +
    "how it fares. A Developer switches one with /off and /on; that is a reload, and lasts until " +
    "the whole server starts again.",
  args: muxArgs({ switches: ["on", "off"] }),
  run(context) {
    const { args: { args: name, switches }, game, msg, account } = context;
    const all = game.plugins.all();
    if (name === "" && switches.length === 0) return msg(pluginTable(all));
    if (name === "") return msg("Which plugin do you mean? Type |wplugins|n to see them.");
    const plugin = all.find((one) => one.name === name.toLowerCase());
    if (plugin === undefined) return msg(unknown(name, all));
    if (switches.length === 0) return msg(pluginDetails(plugin));
    const problem = problemOf(plugin, switches, account);
    if (problem !== undefined) return msg(problem);
    turn(plugin, context);
  },
});

function turn({ name }: PluginInfo, { args: { switches }, game, session, msg }: Context): void {
  const way = switches.includes("on") ? "on" : "off";
  msg(`You switch the plugin ${name} ${way}; the game is reloaded for that. One moment.`);
  session.log(`${session.account?.name} switched plugin ${name} ${way}`);
  game.plugins.turn(name, way, session);
}

function unknown(name: string, all: readonly PluginInfo[]): string {
  const [near] = suggest(name, all.map((plugin) => plugin.name));
  const hint = near === undefined ? "" : ` Do you mean ${commandLink(`plugins ${near}`, near)}?`;
  return `There is no plugin "${shownText(name)}".${hint}`;
}

function problemOf(
  { name, state }: PluginInfo,
  switches: readonly string[],
  account: Account,
): string | undefined {
  if (!permitsAccount(account, "Developer")) return "Only a Developer switches plugins.";
  if (switches.length > 1) return "A plugin is on or off: choose one of /on and /off.";
  if (name === "builtin") {
    return "The plugin builtin stays on: without it nobody could switch it on again.";
  }
  const isOff = state === "off";
  if (switches.includes("off") === isOff) return `The plugin ${name} is ${isOff ? "off" : "on"}.`;
}
