import type { Dialect, DialectHost, DialectKind } from "./dialect.ts";
import { TerminalText } from "./terminal_text.ts";

/** A terminal's text and nothing beside it; what is typed may also come in text messages. */
export const TERMINAL: DialectKind = {
  name: "terminal.mudstandards.org",
  flags: { oob: false },
  create: createTerminalDialect,
};

function createTerminalDialect(host: DialectHost): Dialect {
  const text = new TerminalText(host, { sendOob: () => {} });
  return {
    read: (message) => text.read(message),
    deliver: (calls, shared) => text.deliver(calls, shared),
    setInputMode: (mode) => text.setInputMode(mode),
    sayGoodbye: (reason, said) => text.sayGoodbye(reason, said),
  };
}
