/** What is drawn for the eye, and means nothing to the ear: rows of signs, lines, shades. */
export const RULING = /[=\-_*#~]{4,}|[\u2500-\u259f]+/g;
