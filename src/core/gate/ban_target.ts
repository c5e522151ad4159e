import { accountNameProblem } from "../account/names.ts";
import { nameKey } from "../object/world.ts";
import { type BanInit, type BanKind, MAX_BAN_SECONDS } from "./bans.ts";
import { doOverlap, type Network, parseNetwork } from "./network.ts";

/** The longest reason, in characters. */
const MAX_REASON = 200;

/** This machine itself. */
const LOOPBACK = ["127.0.0.0/8", "::1"].flatMap((text) => parseNetwork(text) ?? []);

/** Who a ban keeps out, as it is kept; or why that cannot be. */
export type BanTarget =
  | {
    readonly kind: "address";
    readonly pattern: string;
    readonly reason: string;
    readonly network: Network;
  }
  | { readonly kind: "name"; readonly pattern: string; readonly reason: string }
  | { readonly kind: "problem"; readonly problem: string };

/** Finds out whom a ban is to keep out. */
export function banTarget(init: BanInit): BanTarget {
  const pattern = init.pattern.trim();
  const reason = (init.reason ?? "").trim();
  if (reason.length > MAX_REASON) {
    return problemOf(`The reason may have ${MAX_REASON} characters at most.`);
  }
  if (init.seconds !== undefined && !isPossible(init.seconds)) {
    return problemOf("A ban is for one second at least, and ten years at most.");
  }
  const kind = init.kind ?? kindOf(pattern);
  return kind === "name" ? nameTarget(pattern, reason) : addressTarget(pattern, reason);
}

function isPossible(seconds: number): boolean {
  return Number.isInteger(seconds) && seconds >= 1 && seconds <= MAX_BAN_SECONDS;
}

/** Whatever looks like an address is meant as one: a slip in it must not ban a name. */
function kindOf(pattern: string): BanKind {
  const isLike = parseNetwork(pattern) !== undefined || /[:/*]|^\d+\.[\d.]*$/.test(pattern);
  return isLike ? "address" : "name";
}

function nameTarget(pattern: string, reason: string): BanTarget {
  const problem = accountNameProblem(pattern);
  return problem === null
    ? { kind: "name", pattern: nameKey(pattern), reason }
    : problemOf(`No account can have that name. ${problem}`);
}

function addressTarget(pattern: string, reason: string): BanTarget {
  const network = parseNetwork(pattern);
  if (network === undefined) {
    return problemOf(
      "That is no address: write one such as 192.0.2.7 or 2001:db8::7, or a network such as " +
        "192.0.2.0/24.",
    );
  }
  if (LOOPBACK.some((loopback) => doOverlap(loopback, network))) {
    return problemOf("That would keep out this machine itself.");
  }
  return { kind: "address", pattern: network.text, reason, network };
}

function problemOf(problem: string): BanTarget {
  return { kind: "problem", problem };
}
