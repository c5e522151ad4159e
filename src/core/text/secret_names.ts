const SECRET_NAME = /pass(?:w|phrase|code)|pwd|secret|token|credential/i;
/** Names that are too short to be looked for within others. */
const SHORT_NAME = /^(?:\w*_)?(?:pass|pw)$/i;

/** Tells whether what bears this name may be a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) || SHORT_NAME.test(name);
}

/** Tells whether a value within JSON bears a name that speaks of secrets. */
export function hasSecretName(data: unknown): boolean {
  let has = false;
  JSON.stringify(data, (name, value) => {
    has ||= isSecretName(name);
    return value;
  });
  return has;
}
