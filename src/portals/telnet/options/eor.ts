import { OPTION } from "../telnet_bytes.ts";
import { POLICY, type TelnetOption } from "./option.ts";

/** Offers to mark the end of each prompt with IAC EOR (RFC 885); it has nothing to remember. */
export const EOR: TelnetOption = {
  option: OPTION.EOR,
  policy: POLICY.offer,
  payloadLimit: 0,
};
