// Cases of functions in which the real kpt is no judge.

/** Cases that kpt cannot be asked, by name, with the reason. */
export const NOT_FOR_KPT: Readonly<Record<string, string>> = {
  'look-alikes-in-flow': 'kpt prints a flow map that holds comments so that only its own parser reads it back',
}

/** Cases whose results differ for a reason of kpt's: everything else of them is compared. */
export const OTHER_RESULTS: Readonly<Record<string, string>> = {
  'net070-other-styles': 'kpt joins the lines of a quoted text, and with them goes the line inside it',
}
