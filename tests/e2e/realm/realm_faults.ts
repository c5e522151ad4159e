import assert from "node:assert/strict";
import { TelnetClient } from "../telnet_client.ts";
import type { NumberedCrowd, Rhythm } from "./numbered_crowd.ts";
import type { RealmPrograms } from "./realm_programs.ts";

/** What a Server ends with that has lost its place to another one. */
const LEASE_LOST = 75;

/** Something done to a realm. */
export interface RealmFault {
  readonly name: string;
  /** The lines whose answers show that all is well again; any unless given. */
  readonly shownBy?: "any" | "kept";
  /** How often clients send meanwhile, and what; as ever unless given. */
  readonly rhythm?: Rhythm;
  /**
   * Does it, and returns when it is done; what it makes sure of then is so. What it says is told with
   * what was measured.
   */
  readonly make: (realm: RealmPrograms, crowd: NumberedCrowd) => Promise<string | void>;
}

/** The faults in the order in which they are made; each begins with two Servers and three Portals. */
export const REALM_FAULTS: readonly RealmFault[] = [
  {
    name: "realm 1. the Server process is killed",
    make: killServer,
  },
  {
    name: "realm 2. the Server process that took over is killed",
    make: killServer,
  },
  {
    name: "realm 3. the game throws outside of any command",
    async make({ active, portals }) {
      await using staff = await TelnetClient.connect(portals[0]?.telnetPort ?? 0);
      await staff.until(/connect <name>/);
      await staff.send("burst");
      await staff.until(/The world is back/);
      assert.ok(active.isActive, "its process goes on");
    },
  },
  {
    name: "realm 4. the Server process stands still, and wakes when another has taken over",
    async make({ active, standby }) {
      active.signal("SIGSTOP");
      await standby.active();
      active.signal("SIGCONT");
      assert.equal(await active.ended, LEASE_LOST, active.printed);
    },
  },
  {
    name: "realm 5. the Server process is asked to end",
    async make({ active, standby }) {
      active.signal("SIGTERM");
      await standby.active();
      assert.equal(await active.ended, 0, active.printed);
    },
  },
  {
    name: "realm 6. nats-server is killed and started again",
    async make({ nats }) {
      await nats.stop();
      await nats.start();
    },
  },
  {
    name: "realm 7. nats-server is away for longer than a Server keeps its place",
    async make({ nats, active, standby }) {
      await nats.stop();
      assert.equal(await active.ended, LEASE_LOST, active.printed);
      await nats.start();
      await standby.active();
    },
  },
  {
    name: "realm 8. PostgreSQL crashes and is started again",
    shownBy: "kept",
    // Else what is measured is how long a session waits until it tries a change again.
    rhythm: { roundMs: 250, keptEvery: 1 },
    async make({ postgres }) {
      const at = performance.now();
      await postgres.crash();
      return `PostgreSQL itself answered again after ${Math.round(performance.now() - at)} ms`;
    },
  },
  {
    name: "realm 9. a Portal process is killed",
    async make({ portals }, crowd) {
      const [victim, ...others] = portals;
      await victim?.kill();
      await crowd.reconnect(victim?.telnetPort ?? 0, others.map(({ telnetPort }) => telnetPort));
    },
  },
];

async function killServer({ active, standby }: RealmPrograms): Promise<void> {
  active.signal("SIGKILL");
  await standby.active();
}
