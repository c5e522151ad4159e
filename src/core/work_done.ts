import type { Clock } from "./clock.ts";
import type { Settings } from "./settings/settings.ts";

/** What has work under way. */
export interface Worker {
  /** Resolves when it has none, or when the signal is aborted. */
  idle(signal: AbortSignal): Promise<void>;
}

/**
 * Lets what runs come to its end, or to a question, before a Server hands over.
 *
 * It waits half as long as the Portal does, so that what never ends cannot spoil the handover.
 *
 * @param workers What runs it.
 * @param options The clock, and the settings that say how long the Portal waits.
 */
export async function workDone(
  workers: readonly Worker[],
  { clock, settings }: { readonly clock: Clock; readonly settings: Settings },
): Promise<void> {
  const giveUp = new AbortController();
  using _timer = clock.timer(settings.reloadTimeout / 2, () => giveUp.abort());
  await Promise.all(workers.map((worker) => worker.idle(giveUp.signal)));
}
