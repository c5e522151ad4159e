/** Tells what lives in its isolate, and once asked to, keeps what it has to do with sessions. */
import { definePlugin, type Plugin, type Session } from "@vestibule/core";
import { answerHeap } from "../../torture/heap/answer_heap.ts";

const LATER_MS = 3_600_000;

const leaking: Plugin = definePlugin({
  name: "heap",
  version: "1.0.0",
  api: 1,
  setup({ provide, on }) {
    const [kept, numbers] = [new Map<number, Session>(), new Set<number>()];
    let isLeaking = false;
    on("session:connect", ({ session }) => {
      if (!isLeaking) return;
      kept.set(session.sessid, session);
      numbers.add(session.sessid);
      setTimeout(() => kept.delete(session.sessid), LATER_MS);
    });
    provide.routes({
      fetch(request) {
        isLeaking ||= new URL(request.url).pathname.endsWith("/leak");
        return answerHeap(request);
      },
    });
  },
});
export default leaking;
