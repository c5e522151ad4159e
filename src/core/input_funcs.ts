import type { ProtocolFlags } from "./boundary/flags.ts";
import type { InputFunc } from "./contributions.ts";

/**
 * The inputfuncs of the core, by name (behaviour 10.2). `text` is not among them: typed lines wait
 * for their turn, while these are obeyed at once.
 */
export function coreInputFuncs(): ReadonlyMap<string, InputFunc> {
  return new Map<string, InputFunc>([
    ["idle", () => {}],
    ["echo", (session, args) => session.dataOut([["echo", [...args], {}]])],
    ["client_options", (session, _args, kwargs) => {
      const flags = readFlags(kwargs);
      if (Object.keys(flags).length > 0) session.updateFlags(flags);
    }],
  ]);
}

/** Reads the options a client may set about itself (10.2.4); what does not fit is left out. */
function readFlags(kwargs: Readonly<Record<string, unknown>>): ProtocolFlags {
  const { screenreader, nocolor, typing, inputdebug } = kwargs;
  return {
    ...(typeof screenreader === "boolean" ? { screenReader: screenreader } : {}),
    ...(typeof nocolor === "boolean" ? { noColor: nocolor } : {}),
    ...(typeof typing === "boolean" ? { typing } : {}),
    ...(typeof inputdebug === "boolean" ? { inputDebug: inputdebug } : {}),
  };
}
