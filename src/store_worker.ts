/// <reference lib="deno.worker" />
/** The Store isolate's entry: the only one that touches the database. */
import type { StoreControl } from "./core/store/store_control.ts";
import { StoreHost } from "./core/store/store_host.ts";

const host = new StoreHost((status) => self.postMessage(status));

self.onmessage = async (event: MessageEvent<StoreControl>) => {
  await host.receive(event.data);
  if (event.data.kind === "close") self.close();
};
