/**
 * Returns what the Server knows an out-of-band message by: in lower case, dots become underscores,
 * and a leading `core_` goes (behaviour 10.3.3).
 *
 * @param name The message's name, in GMCP's spelling or an outputfunc's.
 */
export function messageKey(name: string): string {
  return name.toLowerCase().replaceAll(".", "_").replace(/^core_/, "");
}

/**
 * Returns the outputfunc that GMCP spells as `name`: `Char.StatusVars` is `char_statusVars`. A
 * name that no outputfunc would come out as stays as it is.
 */
export function outputFuncName(name: string): string {
  const isRegular = /^[A-Z][A-Za-z0-9-]*(?:\.[A-Z0-9][A-Za-z0-9-]*)+$/.test(name);
  if (!isRegular) return name;
  return name.split(".").map((part) => part.charAt(0).toLowerCase() + part.slice(1)).join("_");
}
