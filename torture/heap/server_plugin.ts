/** A plugin that tells over HTTP what lives in the isolate of the Server. */
import { definePlugin, type Plugin } from "@vestibule/core";
import { answerHeap } from "./answer_heap.ts";

const heap: Plugin = definePlugin({
  name: "heap",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    provide.routes({ fetch: answerHeap });
  },
});
export default heap;
