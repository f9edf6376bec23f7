/** What a function outside of our process is given: the text of a ResourceList. */
export interface OutsideCall {
  readonly input: string
}

/** Why a call has no answer that could be used; the message stands alone and names the function. */
export interface OutsideFailure {
  readonly code: OutsideCode
  readonly message: string
}

/**
 * What came back. Without `failure` the program ended by itself and its output is text: `exitCode` is then its verdict.
 * With `failure` nothing of `stdout` may be used; `exitCode` is -1 where the program never gave one (as kpt reports it).
 */
export interface OutsideAnswer {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
  readonly failure?: OutsideFailure
}

/** Runs one function once. It never rejects: whatever goes wrong is in the answer. */
export type OutsideRunner = (call: OutsideCall) => Promise<OutsideAnswer>

/** A function that is ready to be called, under the name people know it by, or the reason why it never can be. */
export type Prepared =
  | { readonly ok: true; readonly name: string; readonly run: OutsideRunner }
  | { readonly ok: false; readonly failure: OutsideFailure }

/** The codes of this folder; never reused, one meaning each. */
export const OUTSIDE_CODES = {
  notStarted: 'KPT201',
  tooLong: 'KPT202',
  tooMuch: 'KPT203',
  signal: 'KPT204',
  notText: 'KPT205',
  badCommand: 'KPT206',
  badImage: 'KPT207',
  tagNeedsRegistry: 'KPT208',
  noRuntime: 'KPT209',
  noImage: 'KPT210',
  runtimeRefused: 'KPT211',
} as const

/** One of them. */
export type OutsideCode = (typeof OUTSIDE_CODES)[keyof typeof OUTSIDE_CODES]

/** An answer for a call that never happened. */
export function unanswered(failure: OutsideFailure, stderr = ''): OutsideAnswer {
  return { stdout: '', stderr, exitCode: -1, failure }
}
