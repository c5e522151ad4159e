/** Names that GMCP and the game call differently (behaviour 10.3.1). */
const GMCP_NAMES: ReadonlyMap<string, string> = new Map([
  ["client_options", "Core.Supports.Get"],
  ["get_inputfuncs", "Core.Commands.Get"],
  ["get_value", "Char.Value.Get"],
  ["repeat", "Char.Repeat.Update"],
  ["monitor", "Char.Monitor.Update"],
]);

const GAME_NAMES: ReadonlyMap<string, string> = new Map(
  [...GMCP_NAMES].map(([game, gmcp]) => [gmcp.toLowerCase(), game]),
);

const MAX_LENGTH = 64;
const GMCP_NAME = /^[A-Za-z][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*$/;

/** Tells whether a text is the name of a GMCP message. */
export function isGmcpName(name: string): boolean {
  return name.length <= MAX_LENGTH && GMCP_NAME.test(name);
}

/**
 * Returns what GMCP calls an outputfunc: underscores become dots, and each part begins with an
 * upper-case letter; the rest of a part stays as it is, as clients mind the case.
 *
 * `char_vitals` is `Char.Vitals`, `char_statusVars` is `Char.StatusVars`, and `weather`, which has
 * one part alone, is `Core.Weather`. A name with a dot is GMCP's own already.
 *
 * @param outputFunc The outputfunc's name.
 * @returns The name, or `undefined` when GMCP cannot say it.
 */
export function gmcpName(outputFunc: string): string | undefined {
  const name = GMCP_NAMES.get(outputFunc) ?? spelled(outputFunc);
  return isGmcpName(name) ? name : undefined;
}

/**
 * Returns the inputfunc that a GMCP message is for: in lower case, dots become underscores, and a
 * leading `core_` goes (behaviour 10.3.3).
 *
 * @param name The message's name, in any case.
 */
export function inputFuncName(name: string): string {
  const lower = name.toLowerCase();
  return GAME_NAMES.get(lower) ?? lower.replaceAll(".", "_").replace(/^core_/, "");
}

function spelled(outputFunc: string): string {
  if (outputFunc.includes(".")) return outputFunc;
  const parts = outputFunc.split("_").filter((part) => part !== "").map(capitalized);
  return parts.length === 1 ? `Core.${parts[0]}` : parts.join(".");
}

function capitalized(part: string): string {
  return part.charAt(0).toUpperCase() + part.slice(1);
}
