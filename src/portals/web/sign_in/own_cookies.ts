/** The cookies by which this server knows a browser. */
const OWN = /^[ \t]*vestibule(?:_form)?[ \t]*(?:=|$)/;

type Header = readonly [name: string, value: string];

/** Returns headers without the cookies that sign a browser in: they are nobody else's to see. */
export function withoutOwnCookies(headers: readonly Header[]): readonly Header[] {
  return headers.flatMap(([name, value]): readonly Header[] => {
    if (name.toLowerCase() !== "cookie") return [[name, value]];
    const others = value.split(";").filter((cookie) => !OWN.test(cookie)).join(";").trim();
    return others === "" ? [] : [[name, others]];
  });
}

/** Tells whether a header would give a browser another of these cookies. */
export function setsOwnCookie([name, value]: Header): boolean {
  return name.toLowerCase() === "set-cookie" && OWN.test(value);
}
