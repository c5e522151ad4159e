/** Who a request is from, as its account stands just now. */
export interface SignedIn {
  readonly uid: number;
  readonly uname: string;
  /** Whether it may do what an Admin may. */
  readonly isStaff: boolean;
}
