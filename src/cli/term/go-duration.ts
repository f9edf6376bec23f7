const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** A duration in whole milliseconds as Go prints it, and so kpt: `0s`, `12ms`, `1.2s`, `5m0s`, `1h0m2s`. */
export function goDuration(milliseconds: number): string {
  const ms = Math.max(0, Math.trunc(milliseconds))
  if (ms === 0) return '0s'
  if (ms < SECOND) return `${ms}ms`
  const hours = Math.trunc(ms / HOUR)
  const minutes = Math.trunc((ms % HOUR) / MINUTE)
  const seconds = `${(ms % MINUTE) / SECOND}s`
  if (hours > 0) return `${hours}h${minutes}m${seconds}`
  return minutes > 0 ? `${minutes}m${seconds}` : seconds
}
