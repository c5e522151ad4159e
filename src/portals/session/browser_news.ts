import * as v from "valibot";

/** A SHA-256 as base64url. */
const hash = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
const uid = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** Checks what Portals tell each other of a browser: never its cookie, which is a secret. */
export const BrowserSchema = v.strictObject({
  /** The hash of its cookie's token. */
  key: hash,
  account: v.nullable(v.strictObject({ uid, passwordMark: v.string() })),
  until: v.number(),
  /** Whether it is known to have its cookie. */
  hasCookie: v.boolean(),
});

/** The fields of a {@linkcode BrowserChange}. */
export const BROWSER_CHANGE = {
  /** The hash by which the browser was known. */
  key: hash,
  /** What it is known as from now on; `null` when it is signed out for good, on all of its tabs. */
  now: v.nullable(BrowserSchema),
};

const BrowserChangeSchema = v.strictObject(BROWSER_CHANGE);

/** What has become of a browser that is signed in. */
export type BrowserChange = Readonly<v.InferOutput<typeof BrowserChangeSchema>>;

/** Tells the other Portals of a realm what becomes of browsers, and hears it of them. */
export interface BrowserNews {
  /** Tells the others. */
  tell(change: BrowserChange): void;
  /** Sets who hears what the others tell. */
  follow(hear: (change: BrowserChange) => void): void;
}
