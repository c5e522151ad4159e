import { OPTION } from "../telnet_bytes.ts";
import { type OptionHost, POLICY, type TelnetOption } from "./option.ts";

/**
 * Answers DO TIMING-MARK each time (RFC 860): it is a question, not a state.
 *
 * inetutils telnet and TinTin++ send it with an interrupt and show nothing until it is answered.
 */
export function createTimingMark(host: OptionHost): TelnetOption {
  return {
    option: OPTION.TIMING_MARK,
    policy: POLICY.none,
    payloadLimit: 0,
    negotiate(verb) {
      if (verb === "do") host.answer("will", OPTION.TIMING_MARK);
    },
  };
}
