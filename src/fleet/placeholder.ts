/** Texts that stand where a person should have written a value. */

const PLACEHOLDERS = /^(?:example|example-(?:cluster|site)-name|change[-_ ]?me|replace[-_ ]?me|your[-_][a-z0-9_-]+|todo|tbd|fixme|placeholder|<[^<>]+>)$/i

/** Whether the whole value is a placeholder. `example.com` and `https://git/YOUR-ORG/x` are none: a part proves nothing. */
export function isPlaceholder(value: string): boolean {
  return PLACEHOLDERS.test(value.trim())
}
