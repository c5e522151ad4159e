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
  return [samePort(settings), slowHeartbeat(settings), commandOutlivesServer(settings)]
    .filter((broken) => broken !== undefined);
}

function samePort(settings: Settings): BrokenRule | undefined {
  const { telnetEnabled, webEnabled, telnetPort, webPort } = settings;
  if (!telnetEnabled || !webEnabled || telnetPort === 0 || telnetPort !== webPort) return;
  return {
    setting: "webPort",
    message: `Cannot use setting "webPort" as it must differ from "telnetPort": ` +
      `current value of both is ${webPort}`,
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
