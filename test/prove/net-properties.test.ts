// The properties of the ordinary suite, each fifty times as often (see test/net/runs.ts).
import '../net/overlaps.test.ts'
import '../net/sets.test.ts'
import '../net/texts.test.ts'
