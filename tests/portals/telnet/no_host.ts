import type { Clock } from "../../../src/core/clock.ts";
import type { OptionHost } from "../../../src/portals/telnet/options/option.ts";

/** The host of an option that nobody is connected to. */
export function nobody(clock: Clock): OptionHost {
  const nothing = () => {};
  return {
    clock,
    isOn: () => false,
    ...{ answer: nothing, tell: nothing, ask: nothing, write: nothing, disable: nothing },
    ...{ compress: nothing, decompress: nothing, subnegotiate: nothing, setFlags: nothing },
    ...{ setTyping: nothing, receiveCalls: nothing, ignored: nothing, unsent: nothing },
    warn: nothing,
  };
}
