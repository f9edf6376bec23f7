import { describe, expect, it } from 'vitest'
import { beforeLineBreak, commentAfter, indentOf, isBlankLine, isCommentLine, lineEnd, lineStart, newlineOf, nextLine, skipBlanks, withNewlinesOf } from './text-lines.ts'

const LF = 'a: 1\n  b: 2 # two\n'
const CRLF = 'a: 1\r\n  b: 2 # two\r\n'

describe('lines', () => {
  it('begin behind a line feed and end before LF or CRLF', () => {
    expect([lineStart(LF, 0), lineStart(LF, 4), lineStart(LF, 5), lineStart(LF, 8)]).toEqual([0, 0, 5, 5])
    expect([lineStart('\na', 0), lineStart('\na', 1)]).toEqual([0, 1])
    expect([lineEnd(LF, 0), lineEnd(CRLF, 0), lineEnd('a', 0)]).toEqual([4, 4, 1])
    expect([nextLine(LF, 0), nextLine(CRLF, 0), nextLine('a', 0)]).toEqual([5, 6, 1])
    expect([beforeLineBreak(LF, 5), beforeLineBreak(CRLF, 6), beforeLineBreak('ab', 1), beforeLineBreak('a', 0)]).toEqual([4, 4, 1, 0])
  })

  it('have an indent in blanks; a tab is none', () => {
    expect([indentOf(LF, 0), indentOf(LF, 5), indentOf('   \n', 0), indentOf('  \t\n', 0), indentOf('\tx', 0)]).toEqual([0, 2, -1, -1, 0])
  })

  it('are blank with blanks and tabs only: a no-break space is content', () => {
    expect([isBlankLine(' \t\r\nx', 0), isBlankLine('', 0), isBlankLine('\u00a0', 0), isBlankLine('x', 0)]).toEqual([true, true, false, false])
    expect(indentOf('  \u00a0', 0)).toBe(2)
  })

  it('hold a comment alone, or behind something', () => {
    expect([isCommentLine('  # c', 0), isCommentLine('\t#', 0), isCommentLine('a # c', 0)]).toEqual([true, true, false])
    expect(commentAfter(CRLF, 12)).toEqual({ start: 13, end: 18 })
    expect([commentAfter('a#b', 1), commentAfter('a b', 1), commentAfter('a', 1)]).toEqual([undefined, undefined, undefined])
    expect(skipBlanks('a \t b', 1)).toBe(4)
  })

  it('are parted as the text does it', () => {
    expect([newlineOf(LF), newlineOf(CRLF), newlineOf(''), newlineOf('\n')]).toEqual(['\n', '\r\n', '\n', '\n'])
    expect([withNewlinesOf(LF, 'x\ny'), withNewlinesOf(CRLF, 'x\ny')]).toEqual(['x\ny', 'x\r\ny'])
  })
})
