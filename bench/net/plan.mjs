// A plan of prefixes for the bench: IPv4 and IPv6 in turn, every one in a slot of its own, but for one in a hundred, which
// shares its slot with its neighbour (half of those equal, half of them parent and child). Shuffled; the same at each run.

/** The texts of `count` prefixes (even), 1 % of which overlap another one. */
export function planOf(count) {
  const random = randomNumbers(20_250_101)
  const texts = Array.from({ length: count }, (_, index) => prefixText(index, random))
  for (let index = count - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1))
    ;[texts[index], texts[other]] = [texts[other], texts[index]]
  }
  return texts
}

function prefixText(index, random) {
  const slot = index % 400 === 2 || index % 400 === 3 ? index - 2 : index
  const equal = index % 800 < 400
  return index % 2 === 0 ? textV4(slot / 2, slot === index || equal, random) : textV6((slot - 1) / 2, slot === index || equal, random)
}

// 4,096 addresses per slot: 1.0.0.0 upwards.
function textV4(slot, whole, random) {
  const value = 0x0100_0000 + slot * 0x1000 + (whole ? 0 : Math.floor(random() * 0x1000))
  const octets = [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
  return `${octets.join('.')}/${whole ? 20 + (slot % 4) : 32}`
}

// A /64 per slot below 2001:db8::/32; some written with a host part.
function textV6(slot, whole, random) {
  const host = Math.floor(random() * 0x1_0000).toString(16)
  const network = `2001:db8:${(slot >>> 16).toString(16)}:${(slot & 0xffff).toString(16)}`
  return whole ? `${network}::${slot % 3 === 0 ? host : ''}/${64 + (slot % 2)}` : `${network}::${host}/128`
}

function randomNumbers(seed) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
