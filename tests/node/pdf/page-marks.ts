/** What the content of a page marks, and what it draws without marking it. */
export type PageMarks = {
  readonly mcids: number[]
  readonly operators: ReadonlySet<string>
  readonly unknownOperators: string[]
  /** Operators that draw outside every mark. */
  readonly unmarked: string[]
}

/** Operators of ISO 32000-1, annex A, but those for inline images and old compatibility sections. */
const KNOWN = new Set(
  'b B b* B* BDC BMC BT c cm CS cs d d0 d1 Do DP EMC ET f F f* G g gs h i j J K k l m M MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y \' "'.split(
    ' ',
  ),
)
const DRAWS = new Set('b B b* B* Do f F f* s S sh Tj TJ \' "'.split(' '))

const TOKEN = /<<|>>|<[0-9a-fA-F\s]*>|\((?:\\.|[^\\()])*\)|\/[^\s<>[\]()/]+|[[\]]|[^\s<>[\]()/]+/g

/** Reads the marked content of a page; texts in parentheses must not nest, as ours do not. */
export function readMarks(content: string): PageMarks {
  const mcids: number[] = []
  const operators = new Set<string>()
  const unknownOperators: string[] = []
  const unmarked: string[] = []
  const open: boolean[] = []
  let operands: string[] = []
  for (const [token] of content.matchAll(TOKEN)) {
    if (/^[<>[\]/(]/.test(token) || /^[-+.\d]/.test(token)) {
      operands.push(token)
      continue
    }
    operators.add(token)
    if (!KNOWN.has(token)) unknownOperators.push(token)
    if (token === 'BDC' || token === 'BMC') {
      const at = operands.indexOf('/MCID')
      if (at >= 0) mcids.push(Number(operands[at + 1]))
      open.push(at >= 0 || operands[0] === '/Artifact')
    }
    if (token === 'EMC') open.pop()
    if (DRAWS.has(token) && !open.includes(true)) unmarked.push(token)
    operands = []
  }
  if (open.length > 0) unmarked.push('a mark is not closed')
  return { mcids, operators, unknownOperators, unmarked }
}
