/** What js-yaml 3 makes of a plain scalar: the reader behind npm `kpt-functions`, whose functions expect its values. */

const INTEGER = /^[-+]?(?:0|0b[01_]*[01]|0x[0-9a-fA-F_]*[0-9a-fA-F]|0[0-7_]*[0-7]|[1-9](?:[0-9_]*[0-9])?|[0-9][0-9_]*(?::[0-5]?[0-9])+)$/
const FLOAT = /^(?:[-+]?(?:0|[1-9][0-9_]*)(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9_]+(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/

/**
 * The value of a plain scalar's text by the default schema of js-yaml 3 (YAML 1.1 numbers: `017` is 15, `1:30` is 90; but
 * `yes` and `0o17` are strings). Unlike there, a date is the string that was written, because JSON and the API server
 * know no dates. An integer beyond 2^53 loses digits, as it does there: nothing of it is written unless it is changed.
 */
export function readAsJsYaml3(text: string): null | boolean | number | string {
  switch (text) {
    case '':
    case '~':
    case 'null':
    case 'Null':
    case 'NULL':
      return null
    case 'true':
    case 'True':
    case 'TRUE':
      return true
    case 'false':
    case 'False':
    case 'FALSE':
      return false
  }
  const first = text.charCodeAt(0)
  // `+`, `-`, `.` and digits
  if (first !== 0x2b && first !== 0x2d && first !== 0x2e && (first < 0x30 || first > 0x39)) return text
  if (INTEGER.test(text) && !/^[-+]?0[0-9_]*:/.test(text)) return integer(text.replaceAll('_', ''))
  if (FLOAT.test(text) && !text.endsWith('_')) return float(text.replaceAll('_', '').toLowerCase())
  return text
}

function integer(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1
  const digits = text.replace(/^[-+]/, '')
  if (digits === '0') return 0
  if (digits.startsWith('0b')) return sign * Number.parseInt(digits.slice(2), 2)
  if (digits.startsWith('0x')) return sign * Number.parseInt(digits, 16)
  if (digits.startsWith('0')) return sign * Number.parseInt(digits, 8)
  return sign * sixties(digits)
}

function float(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1
  const digits = text.replace(/^[-+]/, '')
  if (digits === '.inf') return sign * Number.POSITIVE_INFINITY
  if (digits === '.nan') return Number.NaN
  return sign * sixties(digits)
}

function sixties(digits: string): number {
  let value = 0
  for (const part of digits.split(':')) value = value * 60 + Number.parseFloat(part)
  return value
}
