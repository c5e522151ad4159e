import { definePlugin, type Plugin } from "../../src/plugins/api.ts";

/** Says in the log when it begins, and when what it uses is ended. */
const ending: Plugin = definePlugin({
  name: "ending",
  version: "1.0.0",
  api: 1,
  setup({ use, signal, log }) {
    log("begins");
    signal.addEventListener("abort", () => log("is told"));
    use({ [Symbol.asyncDispose]: () => Promise.resolve(log("ends")) });
  },
});

export default ending;
