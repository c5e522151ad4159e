import * as v from "valibot";

/** Somebody who proves who they are before there is a session (behaviour 1.1.7). */
export const AuthenticateSchema = v.strictObject({
  /** The account's name, as it was given: it may be nobody's. */
  name: v.pipe(v.string(), v.maxLength(1000)),
  /** Where they come from: an address without a port. */
  address: v.string(),
  /** The protocol they come by, such as `ssh`; `web` for the form. */
  protocolKey: v.pipe(v.string(), v.maxLength(30)),
  proof: v.variant("kind", [
    v.strictObject({
      kind: v.literal("password"),
      password: v.pipe(v.string(), v.maxLength(10_000)),
    }),
    /** A public key in SSH's own form, as base64; whether they hold it is the Portal's to check. */
    v.strictObject({ kind: v.literal("key"), key: v.pipe(v.string(), v.maxLength(10_000)) }),
    /** The code that a right password was answered with the wish for. */
    v.strictObject({
      kind: v.literal("code"),
      code: v.pipe(v.string(), v.maxLength(1000)),
      /** The account, and what stood for its password: it may have another by now. */
      uid: v.number(),
      passwordMark: v.pipe(v.string(), v.maxLength(100)),
    }),
  ]),
});

/** Somebody who proves who they are. */
export type Authenticate = Readonly<v.InferOutput<typeof AuthenticateSchema>>;

/** What became of a proof. */
export const AuthenticatedSchema = v.variant("kind", [
  /** It is this account's. */
  v.strictObject({ kind: v.literal("ok"), uid: v.number() }),
  /** The password is right, and the account asks for a code as well. */
  v.strictObject({ kind: v.literal("code"), uid: v.number(), passwordMark: v.string() }),
  v.strictObject({ kind: v.literal("wrong") }),
  v.strictObject({ kind: v.literal("banned"), what: v.picklist(["address", "name"]) }),
  /** Too many failures came from the address; for so many seconds more, nothing is looked at. */
  v.strictObject({ kind: v.literal("throttled"), seconds: v.number() }),
]);

/** What became of a proof. */
export type Authenticated = Readonly<v.InferOutput<typeof AuthenticatedSchema>>;

/** What the code behind a password is asked for with. */
export type CodeWanted = Extract<Authenticated, { kind: "code" }>;
