/** Durations as Go writes them: `15s`, `1h30m`, `1.5s`. */

const PART = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g
const SECONDS: ReadonlyMap<string, number> = new Map([['ns', 1e-9], ['us', 1e-6], ['µs', 1e-6], ['μs', 1e-6], ['ms', 1e-3], ['s', 1], ['m', 60], ['h', 3600]])

/** Seconds; undefined for a text that is no duration. */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0
  const sign = /^[+-]/.exec(text)?.[0] ?? ''
  const body = text.slice(sign.length)
  if (body === '' || body.replaceAll(PART, '') !== '') return undefined
  let seconds = 0
  for (const [, digits, unit] of body.matchAll(PART)) seconds += Number(digits) * SECONDS.get(unit!)!
  return sign === '-' ? -seconds : seconds
}

/** Whether Flux takes it as an interval (the pattern of its CRDs): no sign, nothing below milliseconds. */
export function isFluxInterval(text: string): boolean {
  return /^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(text)
}
