/**
 * Numbers in the text of a plain scalar, one reader for each family of parsers. A reader is handed a text that starts
 * with a digit, a sign or a dot and answers `undefined` when the text is a string to it.
 */

const ZERO = 0x30
const DOT = 0x2e
const PLUS = 0x2b
const MINUS = 0x2d
const LOWER_B = 0x62

const SAFE = BigInt(Number.MAX_SAFE_INTEGER)
const INT64_MAX = 2n ** 63n - 1n
const UINT64_MAX = 2n ** 64n - 1n

const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
const GO_DOT_FLOAT = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/
const GO_PREFIXED = /^[-+]?0(?:[xX][0-9a-fA-F]+|[bB][01]+|[oO]?[0-7]+)$/
const GO_SIGN_INSIDE = /^0(?:b[-+][01]+|o[-+][0-7]+)$/
const CORE_PREFIXED = /^0(?:o[0-7]+|x[0-9a-fA-F]+)$/
const YAML11_PREFIXED = /^[-+]?0(?:b[01_]+|x[0-9a-fA-F_]+|[0-7_]+)$/
const YAML11_DECIMAL = /^[-+]?[0-9][0-9_]*$/
const YAML11_FLOAT = /^[-+]?(?:[0-9][0-9_]*)?(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?$/
const YAML11_BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/

/** YAML 1.2 core schema: decimal, `0o17`, `0x1F`, floats. A leading zero is decimal. */
export function readCoreNumber(text: string): number | bigint | undefined {
  if (isDecimal(text)) return integer(text)
  if (FLOAT.test(text)) return Number(text)
  if (text.charCodeAt(0) === ZERO && CORE_PREFIXED.test(text)) return integer(text)
  return readSpecial(text)
}

/** YAML 1.1 as npm `yaml` reads it: `017`, `0b11`, `0x1F`, `1_000`, `1:30`. What has no digit before `e` is a string. */
export function readYaml11Number(text: string): number | bigint | undefined {
  if (isDecimal(text) && text.charCodeAt(signLength(text)) !== ZERO) return integer(text)
  const bare = withoutUnderscores(text)
  if (YAML11_PREFIXED.test(text) && !endsInPrefix(bare)) return prefixed(bare)
  if (YAML11_DECIMAL.test(text)) return integer(bare)
  if (YAML11_FLOAT.test(text)) return numberOrNothing(bare)
  if (YAML11_BASE_60.test(text)) return base60(bare)
  return readSpecial(text)
}

/**
 * go-yaml: v2 behind kubectl and the API server, v3 (`signedOctal`) behind kpt. Integers of 64 bits, `017`, `0o17` and
 * `0b11`; `_` is dropped anywhere (after a dot only between digits); what overflows 64 bits is a float, and a float that overflows is a string.
 */
export function readGoNumber(text: string, signedOctal: boolean): number | bigint | undefined {
  const first = text.charCodeAt(0)
  if (first === DOT) return GO_DOT_FLOAT.test(text) ? finite(withoutUnderscores(text)) : readSpecial(text)
  const bare = withoutUnderscores(text)
  if (isDecimal(bare) && (bare.charCodeAt(signLength(bare)) !== ZERO || bare.length === signLength(bare) + 1)) {
    const value = integer(bare)
    return typeof value === 'number' || fitsGo(value, bare) ? value : finite(bare)
  }
  if (GO_PREFIXED.test(bare)) {
    const value = prefixed(bare)
    if (typeof value === 'number' || fitsGo(value, bare)) return value
  }
  if (FLOAT.test(bare)) return finite(bare)
  if (first === ZERO && GO_SIGN_INSIDE.test(bare) && (signedOctal || bare.charCodeAt(1) === LOWER_B)) {
    const usual = bare.charAt(2) + bare.slice(0, 2) + bare.slice(3)
    const value = prefixed(usual)
    return typeof value === 'number' || fitsGo(value, usual) ? value : undefined
  }
  return readSpecial(text)
}

function signLength(text: string): number {
  const first = text.charCodeAt(0)
  return first === PLUS || first === MINUS ? 1 : 0
}

/** Whether `text` is a sign or none and then digits only. */
function isDecimal(text: string): boolean {
  let at = signLength(text)
  if (at === text.length) return false
  for (; at < text.length; at++) {
    const c = text.charCodeAt(at)
    if (c < ZERO || c > 0x39) return false
  }
  return true
}

/** Decimal digits with a sign, or `0o…` and `0x…` without one. */
function integer(text: string): number | bigint {
  const value = Number(text)
  return Number.isSafeInteger(value) ? value + 0 : BigInt(text)
}

/** `017`, `0o17`, `0b11` or `0x1F` with an optional sign. */
function prefixed(text: string): number | bigint {
  const sign = signLength(text)
  if (text.length === sign + 1) return 0
  const mark = text.charCodeAt(sign + 1) | 0x20
  const isMarked = mark === 0x78 || mark === LOWER_B || mark === 0x6f
  const magnitude = integer(isMarked ? text.slice(sign) : `0o${text.slice(sign + 1)}`)
  return text.charCodeAt(0) === MINUS ? negative(magnitude) : magnitude
}

function negative(value: number | bigint): number | bigint {
  return typeof value === 'bigint' ? -value : 0 - value
}

/** Whether nothing but a prefix is left once the underscores are gone (`0b_`, `0x_`). */
function endsInPrefix(bare: string): boolean {
  return bare.length === signLength(bare) + 2 && bare.charCodeAt(bare.length - 1) > 0x39
}

function withoutUnderscores(text: string): string {
  return text.includes('_') ? text.replaceAll('_', '') : text
}

/** Go tries int64 and then, for a text without a sign, uint64. */
function fitsGo(value: bigint, text: string): boolean {
  const first = text.charCodeAt(0)
  if (first === MINUS) return -value <= INT64_MAX + 1n
  return value <= (first === PLUS ? INT64_MAX : UINT64_MAX)
}

function finite(text: string): number | undefined {
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}

function numberOrNothing(text: string): number | undefined {
  const value = Number(text)
  return Number.isNaN(value) ? undefined : value
}

function base60(text: string): number | bigint {
  const sign = signLength(text)
  const parts = text.slice(sign).split(':')
  let value: number | bigint
  if (text.includes('.')) {
    value = 0
    for (const part of parts) value = value * 60 + Number(part)
  } else {
    value = 0n
    for (const part of parts) value = value * 60n + BigInt(part)
    if (value <= SAFE) value = Number(value)
  }
  return text.charCodeAt(0) === MINUS ? negative(value) : value
}

function readSpecial(text: string): number | undefined {
  switch (text) {
    case '.inf':
    case '.Inf':
    case '.INF':
    case '+.inf':
    case '+.Inf':
    case '+.INF':
      return Infinity
    case '-.inf':
    case '-.Inf':
    case '-.INF':
      return -Infinity
    case '.nan':
    case '.NaN':
    case '.NAN':
      return NaN
    default:
      return undefined
  }
}
