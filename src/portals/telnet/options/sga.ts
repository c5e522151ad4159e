import type { Policy } from "./option.ts";
import type { CharacterModePolicy } from "../typing_mode.ts";
import type { Side } from "../option_state.ts";
import { OPTION } from "../telnet_bytes.ts";
import type { OptionFactory } from "./option.ts";

const POLICIES: Readonly<Record<CharacterModePolicy, Policy>> = {
  off: "refuse",
  asked: "accept",
  offered: "offer",
};

/**
 * Makes the option that suppresses go-ahead (RFC 858), by which clients mean character mode.
 *
 * inetutils telnet and PuTTY read WILL SGA as "send every key at once" and give up local editing.
 * Unless it is wished for it is refused, once each way: the clients then edit and echo lines
 * themselves, passwords come whole from TinTin++ too, and GA stays free to mark prompts. A client
 * that sends single keys all the same is understood, and shows them itself.
 *
 * @param mode Who gets character mode.
 */
export function createSga(mode: CharacterModePolicy): OptionFactory {
  return (host) => ({
    option: OPTION.SGA,
    policy: { us: POLICIES[mode], him: mode === "off" ? "refuse" : "accept" },
    payloadLimit: 0,
    changed(side: Side, isOn: boolean) {
      if (side === "us") host.setTyping(isOn ? "character" : "line");
    },
  });
}
