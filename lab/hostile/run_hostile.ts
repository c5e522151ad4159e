import { LabClient, type Patience, type Target } from "../lab_client.ts";
import { netcat } from "../personas/netcat.ts";
import { ATTACKS } from "./attacks.ts";
import { HostilePeer } from "./hostile_peer.ts";

/** What came of an attack. */
export interface AttackOutcome {
  readonly name: string;
  /** What a bystander noticed: nothing, or what went wrong. */
  readonly outcome: "others notice nothing" | "others are not answered" | "nobody can connect";
}

/**
 * Attacks a server in every way the lab knows, while somebody else is connected.
 *
 * The attacker's connections stay open until the end: what they hold is held together.
 */
export async function runHostile(
  target: Target,
  patience: Patience,
): Promise<readonly AttackOutcome[]> {
  await using peers = new AsyncDisposableStack();
  await using bystander = await LabClient.connect(target, netcat, patience);
  await bystander.until(/\S/);
  const outcomes: AttackOutcome[] = [];
  for (const attack of ATTACKS) {
    const peer = peers.use(await HostilePeer.connect(target, attack));
    await peer.attack(patience.quietMs);
    outcomes.push({
      name: attack.name,
      outcome: await outcomeFor(bystander, target, patience),
    });
  }
  return outcomes;
}

async function outcomeFor(
  bystander: LabClient,
  target: Target,
  patience: Patience,
): Promise<AttackOutcome["outcome"]> {
  await bystander.type("help");
  if (!await bystander.until(/\S/)) return "others are not answered";
  await using visitor = await LabClient.connect(target, netcat, patience);
  return await visitor.until(/\S/) ? "others notice nothing" : "nobody can connect";
}
