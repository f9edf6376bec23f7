/** Archives whose bytes follow from names and contents alone, and the reading of such archives (POSIX ustar). */

import { CliError } from '../cli-error.ts'

const BLOCK = 512
/** 1980-01-01: the earliest time that every archive format can hold. */
const TIME = 315_532_800

/** One regular file. */
export interface TarFile {
  readonly name: string
  readonly bytes: Uint8Array
  readonly mode: number
}

/** An archive of regular files in the order given: no owner, one time, two empty blocks at the end. */
export function writeTar(files: readonly TarFile[]): Uint8Array {
  const blocks = files.flatMap((file) => [header(file), file.bytes, new Uint8Array(padding(file.bytes.length))])
  return Buffer.concat([...blocks, new Uint8Array(2 * BLOCK)])
}

function padding(length: number): number {
  return (BLOCK - (length % BLOCK)) % BLOCK
}

function header({ name, bytes, mode }: TarFile): Uint8Array {
  if (Buffer.byteLength(name) > 100) throw new CliError('IO007', `${name} is too long for an archive: 100 bytes at most`, name)
  const block = Buffer.alloc(BLOCK)
  const octal = (value: number, at: number, width: number): void => void block.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at, 'latin1')
  block.write(name, 0)
  octal(mode, 100, 8)
  octal(0, 108, 8)
  octal(0, 116, 8)
  octal(bytes.length, 124, 12)
  octal(TIME, 136, 12)
  block.write('        0', 148, 'latin1')
  block.write('ustar\u000000', 257, 'latin1')
  octal(0, 329, 8)
  octal(0, 337, 8)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return block
}

/** The files of an archive that `writeTar` wrote; anything else in it is refused. `shown` names the archive in messages. */
export function readTar(archive: Uint8Array, shown: string): TarFile[] {
  const refuse = (why: string): never => {
    throw new CliError('IO002', `${shown} is no archive of a bundle: ${why}`, shown)
  }
  const all = Buffer.from(archive.buffer, archive.byteOffset, archive.length)
  const files: TarFile[] = []
  for (let at = 0; ; ) {
    if (at + BLOCK > all.length) return refuse('it ends too early')
    const block = all.subarray(at, at + BLOCK)
    if (block.every((byte) => byte === 0)) return files
    const text = (from: number, length: number): string => block.toString('latin1', from, from + length).replace(/\0.*$/s, '')
    const number = (from: number, length: number): number => (/^[0-7]+ *$/.test(text(from, length)) ? Number.parseInt(text(from, length), 8) : refuse('a number in it is none'))
    if (text(257, 5) !== 'ustar' || text(156, 1) !== '0') return refuse('it holds something other than regular files')
    const size = number(124, 12)
    const start = at + BLOCK
    if (start + size > all.length) return refuse('it ends too early')
    files.push({ name: text(0, 100), bytes: all.subarray(start, start + size), mode: number(100, 8) })
    at = start + size + padding(size)
  }
}
