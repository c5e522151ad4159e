/** A portal plugin that tells over HTTP what lives in the isolate of the Portal. */
import { definePortal, type PortalPlugin } from "@vestibule/core/portal";
import { answerHeap } from "./answer_heap.ts";

const heapPortal: PortalPlugin = definePortal({
  name: "heap",
  version: "1.0.0",
  api: 1,
  // deno-lint-ignore require-await -- a promise, as for portals whose start takes time
  async listen({ hostname }) {
    const server = Deno.serve({ hostname, port: 0, onListen: () => {} }, answerHeap);
    return { protocolKey: "heap", port: server.addr.port, close: () => server.shutdown() };
  },
});
export default heapPortal;
