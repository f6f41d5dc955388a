import type { ZipEntry } from '../zip/open-zip.ts'
import { attributeOf, visitXml } from './xlsx-xml.ts'

/** A sheet of a workbook, as the workbook names it. `hidden` sheets can be shown by a menu, `veryHidden` ones only by a program. */
export type WorkbookSheet = {
  readonly name: string
  readonly state: 'visible' | 'hidden' | 'veryHidden'
  readonly part: string
}

/** What a workbook says of itself besides the cells. */
export type Workbook = {
  readonly sheets: readonly WorkbookSheet[]
  /** Days are counted from 1904 instead of 1900. */
  readonly countsFrom1904: boolean
  readonly sharedStrings: readonly string[]
  /** For each cell format, whether it writes a number as a day or a time. */
  readonly isDayFormat: readonly boolean[]
}

/** How much of a workbook is read. */
export type WorkbookLimits = { readonly maxPartBytes: number; readonly maxStrings: number }

/** The parts of a package by their names. */
export type Parts = ReadonlyMap<string, ZipEntry>

// ECMA-376 part 1 §18.8.30: formats that need no declaration and write days or times; 27–36 and 50–58 do so in East Asia.
const DAY_FORMATS: ReadonlySet<number> = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54,
  55, 56, 57, 58,
])
const MAX_SHEETS = 1_000

/** Reads what is needed to read a workbook's cells (ECMA-376 part 1, SpreadsheetML), or `null` where the package holds no workbook. */
export async function readWorkbook(parts: Parts, limits: WorkbookLimits): Promise<Workbook | null> {
  const path = (await officeDocument(parts, limits)) ?? 'xl/workbook.xml'
  const part = parts.get(path)
  if (part === undefined) return null
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const relations = await readRelations(
    parts,
    `${folder}_rels/${path.slice(folder.length)}.rels`,
    folder,
    limits,
  )
  const targetOf = (kind: string) => relations.find((relation) => relation.type.endsWith(`/${kind}`))?.target
  let countsFrom1904 = false
  const sheets: WorkbookSheet[] = []
  await visitXml(part, limits.maxPartBytes, {
    open(name, attributes) {
      if (name === 'workbookPr') countsFrom1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
      if (name !== 'sheet' || sheets.length >= MAX_SHEETS) return
      const relation = relations.find(({ id }) => id === attributeOf(attributes, 'id'))
      if (relation === undefined) return
      sheets.push({ name: attributes.name ?? '', state: stateOf(attributes.state), part: relation.target })
    },
  })
  return {
    sheets,
    countsFrom1904,
    sharedStrings: await readStrings(
      parts.get(targetOf('sharedStrings') ?? `${folder}sharedStrings.xml`),
      limits,
    ),
    isDayFormat: await readFormats(parts.get(targetOf('styles') ?? `${folder}styles.xml`), limits),
  }
}

/** Tells whether a number format writes days or times: a letter of them outside quotes, brackets and escapes. */
export function isDayFormatCode(code: string): boolean {
  const bare = code
    .slice(0, 1_000)
    .replace(/"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]/gi, '')
    .split(';')[0]
  return /[ymdhs]/i.test((bare ?? '').replace(/general/gi, ''))
}

type Relation = { readonly id: string; readonly type: string; readonly target: string }

async function officeDocument(parts: Parts, limits: WorkbookLimits): Promise<string | undefined> {
  const relations = await readRelations(parts, '_rels/.rels', '', limits)
  return relations.find((relation) => relation.type.endsWith('/officeDocument'))?.target
}

async function readRelations(
  parts: Parts,
  path: string,
  folder: string,
  limits: WorkbookLimits,
): Promise<readonly Relation[]> {
  const part = parts.get(path)
  const relations: Relation[] = []
  if (part === undefined) return relations
  await visitXml(part, limits.maxPartBytes, {
    open(name, { Id: id, Type: type, Target: target, TargetMode: mode }) {
      // What lies outside the package is never followed.
      if (name !== 'Relationship' || mode === 'External' || relations.length >= MAX_SHEETS * 2) return
      if (id !== undefined && type !== undefined && target !== undefined)
        relations.push({ id, type, target: target.startsWith('/') ? target.slice(1) : folder + target })
    },
  })
  return relations
}

async function readStrings(part: ZipEntry | undefined, limits: WorkbookLimits): Promise<readonly string[]> {
  const strings: string[] = []
  if (part === undefined) return strings
  let current: string | null = null
  let isText = false
  let phonetic = 0
  await visitXml(
    part,
    limits.maxPartBytes,
    {
      open(name) {
        if (name === 'si') current = ''
        else if (name === 'rPh') phonetic += 1
        else if (name === 't') isText = phonetic === 0
      },
      text(text) {
        if (isText && current !== null) current += text
      },
      close(name) {
        if (name === 't') isText = false
        else if (name === 'rPh') phonetic -= 1
        else if (name === 'si') {
          strings.push(current ?? '')
          current = null
        }
      },
    },
    () => strings.length < limits.maxStrings,
  )
  return strings
}

async function readFormats(part: ZipEntry | undefined, limits: WorkbookLimits): Promise<readonly boolean[]> {
  const formats: boolean[] = []
  if (part === undefined) return formats
  const declared = new Map<number, string>()
  let isInCells = false
  await visitXml(part, limits.maxPartBytes, {
    open(name, attributes) {
      if (name === 'numFmt') declared.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      else if (name === 'cellXfs') isInCells = true
      else if (name === 'xf' && isInCells && formats.length < 65_536) {
        const id = Number(attributes.numFmtId ?? 0)
        const code = declared.get(id)
        formats.push(code === undefined ? DAY_FORMATS.has(id) : isDayFormatCode(code))
      }
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false
    },
  })
  return formats
}

function stateOf(text: string | undefined): WorkbookSheet['state'] {
  return text === 'hidden' || text === 'veryHidden' ? text : 'visible'
}
