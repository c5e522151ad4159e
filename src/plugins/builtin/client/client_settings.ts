import * as v from "valibot";
import { type Account, type Game, type Json, oobMessage, type Session } from "../../api.ts";

/** The attribute of an account that keeps them. */
const KEPT = "clientSettings";
/** How long they may be as JSON, in characters. */
const MAX_LENGTH = 4000;

const SETTINGS = v.object({
  changed: v.pipe(v.number(), v.integer(), v.minValue(0)),
  settings: v.pipe(
    v.record(v.string(), v.unknown()),
    v.check((settings) => JSON.stringify(settings).length <= MAX_LENGTH, "must be shorter"),
  ),
});

type ClientSettings = v.InferOutput<typeof SETTINGS>;

/** What a client keeps with the account, and when its user changed it last. */
export const CLIENT_SETTINGS = oobMessage({
  name: "Client.Settings",
  direction: "both",
  schema: SETTINGS,
  help: "What a client keeps with the account, and when it was changed. The newer one counts.",
});

/** Asks for it. */
export const CLIENT_SETTINGS_GET = oobMessage({
  name: "Client.Settings.Get",
  direction: "in",
  schema: v.unknown(),
  help: "Asks for what the account keeps.",
});

/** Tells what is kept; whoever has not logged in keeps nothing. */
export function tellClientSettings(session: Session): void {
  if (session.account === null) return;
  session.msg({ oob: CLIENT_SETTINGS.with(keptBy(session.account)) });
}

/** Keeps what is newer, and tells what is when that is older. */
export function takeClientSettings(session: Session, told: ClientSettings, game: Game): void {
  const { account } = session;
  if (account === null) return;
  // A clock that is ahead must not make it the newest for ever.
  const changed = Math.min(told.changed, game.now());
  if (changed < keptBy(account).changed) {
    return session.msg({ oob: CLIENT_SETTINGS.with(keptBy(account)) });
  }
  account.set(KEPT, { changed, settings: told.settings as Json }); // it came as JSON
}

function keptBy(account: Account): ClientSettings {
  const { success, output } = v.safeParse(SETTINGS, account.get(KEPT));
  return success ? output : { changed: 0, settings: {} };
}
