import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import { encodeCommand } from "./encode.ts";
import type { Negotiator } from "./negotiator.ts";
import { COMMAND, OPTION } from "./telnet_bytes.ts";

/**
 * Chooses the mark that ends a prompt: EOR if agreed, else GA unless it is suppressed (RFC 858,
 * 885); nothing for a client that never spoke telnet.
 */
export function promptMark(negotiator: Negotiator, flags: ProtocolFlags): Uint8Array {
  if (!negotiator.speaksTelnet) return Uint8Array.of();
  if (negotiator.isOn("us", OPTION.EOR)) return encodeCommand(COMMAND.EOR);
  const isSuppressed = negotiator.isOn("us", OPTION.SGA) || flags.noPromptGoAhead;
  return isSuppressed ? Uint8Array.of() : encodeCommand(COMMAND.GA);
}
