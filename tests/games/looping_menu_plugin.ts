import { defineMenu, definePlugin, type Plugin } from "../../src/plugins/api.ts";

/** Puts who puppets into a menu whose one option loops. */
const endless: Plugin = definePlugin({
  name: "endless",
  version: "1.0.0",
  api: 1,
  setup({ provide, on }) {
    const options = [{ key: "loop", desc: "Loops", goto: loop }];
    const nodes = { start: () => ({ text: "Loops here.", options }) };
    provide.menu("loops", defineMenu<unknown>({ start: "start", nodes }));
    on("session:puppet", ({ game, session }) => game.menus.start(session, "endless/loops"));
  },
});

function loop(): never {
  for (;;);
}

export default endless;
