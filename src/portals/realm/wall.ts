/**
 * The version of all that crosses between the processes of a realm. A Portal and a Server whose
 * versions differ do not talk; what crosses may be changed only together with this number.
 */
export const WALL = 1;
