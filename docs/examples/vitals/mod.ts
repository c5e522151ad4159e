/**
 * Health for a client's bar: the game tells `char_vitals`, which is `Char.Vitals` in GMCP, and a
 * client asks for it with `Char.Vitals.Get`. What players must know is said in words, too.
 *
 * @module
 */
import {
  defineCommand,
  definePlugin,
  type GameObject,
  type InputFunc,
  type Plugin,
  type Session,
} from "@vestibule/core";

const MOST = 20;

/** What one has left is kept with the character. */
function health(character: GameObject): number {
  return Number(character.get("health") ?? MOST);
}

/** Tells the clients of everybody who puppets the character. */
function tell(character: GameObject): void {
  for (const session of character.sessions) tellSession(session);
}

function tellSession(session: Session): void {
  if (session.puppet === null) return;
  session.msg({ oob: { char_vitals: { hp: health(session.puppet), maxhp: MOST } } });
}

/** Clients may send anything at any time, so a session without a character gets a refusal. */
const sendVitals: InputFunc = (session) => {
  if (session.puppet === null) {
    return session.msg({ oob: { char_refused: { reason: "You have no character yet." } } });
  }
  tellSession(session);
};

const pinch = defineCommand({
  key: "pinch",
  help: "Pinch yourself, to be sure that you are awake.",
  run({ puppet, msg }) {
    const left = Math.max(1, health(puppet) - 1);
    puppet.set("health", left);
    msg(`Ouch. You have ${left} of ${MOST} health left.`);
    tell(puppet);
  },
});

/** The plugin. */
const vitals: Plugin = definePlugin({
  name: "vitals",
  version: "1.0.0",
  api: 1,
  setup({ provide, on }) {
    provide.inputfunc("char_vitals_get", sendVitals);
    provide.commands("builtin/character", [pinch]);
    on("session:puppet", ({ session }) => tellSession(session));
  },
});

export default vitals;
