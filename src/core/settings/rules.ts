import { enabledPorts } from "./ports.ts";
import type { Settings } from "./settings.ts";

/** What two settings, each right by itself, get wrong together. */
export interface BrokenRule {
  /** The setting to change. */
  readonly setting: keyof Settings;
  /** What is wrong, as a sentence. */
  readonly message: string;
}

/** Finds the settings that contradict one another. */
export function brokenRules(settings: Settings): BrokenRule[] {
  return [
    ...samePorts(settings),
    halfPair(settings),
    slowHeartbeat(settings),
    commandOutlivesServer(settings),
    realmNotListed(settings),
    realmTwice(settings),
  ]
    .filter((broken) => broken !== undefined);
}

/** Finds the ports that one before them has already. */
function samePorts(settings: Settings): BrokenRule[] {
  const used = enabledPorts(settings).filter((name) => settings[name] !== 0);
  return used.flatMap((name, index) => {
    const port = settings[name];
    const first = used.slice(0, index).find((earlier) => settings[earlier] === port);
    if (first === undefined) return [];
    const message = `Cannot use setting "${name}" as it must differ from "${first}": ` +
      `current value of both is ${port}`;
    return [{ setting: name, message }];
  });
}

function halfPair({ tlsCertificate, tlsKey }: Settings): BrokenRule | undefined {
  if ((tlsCertificate === "") === (tlsKey === "")) return;
  const [setting, other] = tlsKey === ""
    ? ["tlsCertificate", "tlsKey"] as const
    : ["tlsKey", "tlsCertificate"] as const;
  return {
    setting,
    message: `Cannot use setting "${setting}" as "${other}" must be given, too: it is empty`,
  };
}

function slowHeartbeat(settings: Settings): BrokenRule | undefined {
  const { heartbeatInterval, heartbeatTimeout } = settings;
  if (heartbeatInterval === 0 || heartbeatTimeout > heartbeatInterval) return;
  return {
    setting: "heartbeatTimeout",
    message: `Cannot use setting "heartbeatTimeout" as it must be more than ` +
      `"heartbeatInterval" (${heartbeatInterval}): current value is ${heartbeatTimeout}`,
  };
}

/** A command that computes longer than the timeout would look like a Server that hangs. */
function commandOutlivesServer(settings: Settings): BrokenRule | undefined {
  const { heartbeatInterval, heartbeatTimeout, commandTimeLimit } = settings;
  if (heartbeatInterval === 0 || commandTimeLimit < heartbeatTimeout) return;
  return {
    setting: "commandTimeLimit",
    message: `Cannot use setting "commandTimeLimit" as it must be less than ` +
      `"heartbeatTimeout" (${heartbeatTimeout}): current value is ${commandTimeLimit}`,
  };
}

function realmNotListed({ realm, realms }: Settings): BrokenRule | undefined {
  if (realms.length === 0 || realms.includes(realm)) return;
  const message = `Cannot use setting "realms" as it must name this realm, "${realm}", too: ` +
    `current value is ${realms.join(", ")}`;
  return { setting: "realms", message };
}

function realmTwice({ realms }: Settings): BrokenRule | undefined {
  const twice = realms.find((name, index) => realms.indexOf(name) !== index);
  if (twice === undefined) return;
  const message =
    `Cannot use setting "realms" as it must name each realm once: "${twice}" is there twice`;
  return { setting: "realms", message };
}
