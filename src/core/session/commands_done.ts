import type { Clock } from "../clock.ts";
import type { Settings } from "../settings/settings.ts";
import type { InputRunner } from "./input_runner.ts";

/**
 * Lets commands that run come to their end, or to a question, before a Server hands over.
 *
 * It waits half as long as the Portal does, so that one that never ends cannot spoil the handover.
 *
 * @param input What runs them.
 * @param options The clock, and the settings that say how long the Portal waits.
 */
export async function commandsDone(
  input: InputRunner,
  { clock, settings }: { readonly clock: Clock; readonly settings: Settings },
): Promise<void> {
  const giveUp = new AbortController();
  using _timer = clock.timer(settings.reloadTimeout / 2, () => giveUp.abort());
  await input.idle(giveUp.signal);
}
