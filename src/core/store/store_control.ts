/** What crosses between the main isolate and the Store isolate. */
import type { StoreOpenProblem } from "./store_open_error.ts";
import type { OwnRealm } from "./world_realm.ts";

/** What the main isolate tells the Store isolate. */
export type StoreControl =
  /** Comes first: which database to open, and of which realm this is the Server. Answered by `opened` or `failed`. */
  | { readonly kind: "open"; readonly place: string; readonly realm?: OwnRealm }
  /** A Server may talk to the Store over the transferred port. */
  | { readonly kind: "connect"; readonly epoch: number; readonly port: MessagePort }
  /** A Server crashed: commit what it sent, and close its port. Answered by `fenced`. */
  | { readonly kind: "fence"; readonly epoch: number }
  /** Finish, close the database and end. Answered by `closed`. */
  | { readonly kind: "close" };

/** What the Store isolate answers. */
export type StoreStatus =
  | { readonly kind: "opened" }
  | { readonly kind: "failed"; readonly problem: StoreOpenProblem }
  | { readonly kind: "fenced"; readonly epoch: number }
  | { readonly kind: "closed" };
