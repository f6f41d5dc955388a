import { readMarks } from './page-marks.ts'
import { type PdfDict, PdfObjects, type PdfValue } from './pdf-objects.ts'

/** A clause of ISO 19005-3 (2012) that a file breaks, and by what. */
export type BrokenClause = { readonly clause: string; readonly found: string }

type Check = (pdf: PdfObjects, bytes: Buffer) => readonly string[]

/** Clauses that matter for the files written here, each with the test that finds what breaks it. */
const CLAUSES: { readonly [clause: string]: Check } = {
  '6.1.2 header': (_pdf, bytes) =>
    /^%PDF-1\.[0-7]\n%[\x80-\xff]{4}/.test(bytes.subarray(0, 16).toString('latin1')) ? [] : ['header'],
  '6.1.3 trailer': (pdf, bytes) => [
    ...(pdf.list(pdf.trailer['/ID']).length === 2 ? [] : ['no file identifier']),
    ...('/Encrypt' in pdf.trailer ? ['encrypted'] : []),
    ...(/%%EOF\n?$/.test(bytes.subarray(-8).toString('latin1')) ? [] : ['bytes after the end']),
  ],
  '6.1.7 streams': (pdf) =>
    streams(pdf).flatMap(({ reference, dict }) => [
      ...['/F', '/FFilter', '/FDecodeParms'].filter((key) => key in dict && dict['/Type'] !== '/Filespec'),
      ...[dict['/Filter']]
        .flat()
        .filter((name) => /LZW|Crypt/.test(String(name)))
        .map(() => reference),
    ]),
  '6.1.13 limits': (pdf, bytes) => [
    ...(pdf.all().length > 8_388_607 ? ['objects'] : []),
    ...longStrings(bytes.toString('latin1')),
  ],
  '6.2.2 content streams': (pdf) =>
    pdf.pages().flatMap((page) => readMarks(pdf.content(page)).unknownOperators),
  '6.2.3 output intent': (pdf) => {
    const [intent] = pdf.list(pdf.catalog['/OutputIntents']).map((one) => pdf.dict(one))
    if (intent?.['/S'] !== '/GTS_PDFA1') return ['none']
    return pdf.dict(intent['/DestOutputProfile'])['/N'] === 3 ? [] : ['profile is not of three colours']
  },
  '6.2.4.3 device colours': (pdf) =>
    pdf
      .pages()
      .flatMap((page) => (readMarks(pdf.content(page)).operators.has('k') ? ['CMYK without profile'] : [])),
  '6.2.8 images': (pdf) =>
    streams(pdf).flatMap(({ reference, dict }) => {
      if (dict['/Subtype'] !== '/Image') return []
      const wrong = ['/Alternates', '/OPI', '/SMask', '/Mask'].filter((key) => key in dict)
      if (dict['/Interpolate'] === true) wrong.push('/Interpolate')
      if (!['/DeviceRGB', '/DeviceGray'].includes(String(dict['/ColorSpace'])))
        wrong.push(String(dict['/ColorSpace']))
      return wrong.map((what) => `${reference} ${what}`)
    }),
  '6.2.9 form XObjects': (pdf) =>
    streams(pdf).flatMap(({ reference, dict }) =>
      dict['/Subtype'] === '/PS' || '/PS' in dict || '/Ref' in dict ? [reference] : [],
    ),
  '6.2.11.3 composite fonts': (pdf) =>
    descendants(pdf).flatMap((font) =>
      font['/CIDToGIDMap'] === undefined ? [String(font['/BaseFont'])] : [],
    ),
  '6.2.11.4 embedding': (pdf) =>
    fonts(pdf).flatMap((font) => {
      const [descendant] = pdf.list(font['/DescendantFonts'])
      const descriptor = pdf.dict(pdf.dict(descendant)['/FontDescriptor'])
      return pdf.stream(descriptor['/FontFile2']).length > 0 ? [] : [String(font['/BaseFont'])]
    }),
  '6.2.11.7.2 Unicode character maps': (pdf) =>
    fonts(pdf).flatMap((font) => {
      const map = pdf.stream(font['/ToUnicode']).toString('latin1')
      if (map === '') return [`${font['/BaseFont']} has none`]
      return [...map.matchAll(/^<[0-9a-f]{4}> <([0-9a-f]*)>$/gm)]
        .filter(([, text]) => /^(0000|feff|fffe)$/.test(text ?? ''))
        .map(([line]) => line)
    }),
  '6.3.1 annotations': (pdf) =>
    pdf
      .all()
      .flatMap(({ reference, dict }) =>
        dict['/Type'] === '/Annot' && dict['/Subtype'] !== '/Widget' ? [reference] : [],
      ),
  '6.3.2 annotation dictionaries': (pdf) =>
    pdf.all().flatMap(({ reference, dict }) => {
      if (dict['/Subtype'] !== '/Widget') return []
      const flags = Number(dict['/F'])
      return (flags & 4) === 4 && (flags & 0b100011) === 0 ? [] : [`${reference} is hidden or not printed`]
    }),
  '6.4 forms': (pdf) => {
    const form = pdf.dict(pdf.catalog['/AcroForm'])
    return ['/NeedAppearances', '/XFA'].filter((key) => key in form)
  },
  '6.5 actions': (pdf) =>
    pdf
      .all()
      .flatMap(({ reference, dict }) =>
        '/AA' in dict ||
        '/OpenAction' in dict ||
        ('/A' in dict && dict['/Type'] === '/Annot') ||
        '/JS' in dict
          ? [reference]
          : [],
      ),
  '6.6.2 metadata': (pdf) => {
    const reference = pdf.catalog['/Metadata']
    const dict = pdf.dict(reference)
    const wrong = '/Filter' in dict ? ['packed'] : []
    const text = pdf.stream(reference).toString('utf8')
    return /^<\?xpacket begin="\ufeff"[\s\S]*<\?xpacket end="w"\?>$/.test(text)
      ? wrong
      : [...wrong, 'no packet']
  },
  '6.6.4 version and conformance': (pdf) => {
    const text = pdf.stream(pdf.catalog['/Metadata']).toString('utf8')
    const wanted = ['<pdfaid:part>3</pdfaid:part>', '<pdfaid:conformance>A</pdfaid:conformance>']
    return wanted.filter((part) => !text.includes(part))
  },
  '6.7.2.2 mark information': (pdf) =>
    pdf.dict(pdf.catalog['/MarkInfo'])['/Marked'] === true ? [] : ['not marked'],
  '6.7.3 structure': findStructureFaults,
  '6.7.4 natural language': (pdf) => {
    const languages = [pdf.catalog['/Lang'], ...elements(pdf).map(({ dict }) => dict['/Lang'] ?? 'u:km')]
    return languages
      .filter((language) => !/^[ub]:[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(String(language)))
      .map(String)
  },
  '6.7.5 alternate descriptions': (pdf) =>
    elements(pdf).flatMap(({ reference, dict }) =>
      dict['/S'] === '/Figure' && !String(dict['/Alt'] ?? '').startsWith('u:') ? [reference] : [],
    ),
  '6.8 embedded files': (pdf) => {
    const associated = new Set(pdf.list(pdf.catalog['/AF']))
    return pdf.all().flatMap(({ reference, dict }) => {
      if (dict['/Type'] !== '/Filespec') return []
      const file = pdf.dict(pdf.dict(dict['/EF'])['/F'])
      const wrong = ['/F', '/UF', '/AFRelationship'].filter((key) => !(key in dict))
      if (!String(file['/Subtype'] ?? '').startsWith('/')) wrong.push('no media type')
      if (!associated.has(reference)) wrong.push('not associated')
      return wrong.map((what) => `${reference} ${what}`)
    })
  },
  '6.9 optional content': (pdf) => ('/OCProperties' in pdf.catalog ? ['layers'] : []),
  '6.10 transitions': (pdf) => pdf.pages().filter((page) => '/PresSteps' in pdf.dict(page)),
}

/** Holds a file against the clauses of PDF/A-3 level A; answers what it breaks, by clause. */
export function findBrokenClauses(bytes: Uint8Array): BrokenClause[] {
  const pdf = new PdfObjects(bytes)
  const file = Buffer.from(bytes)
  return Object.entries(CLAUSES).flatMap(([clause, check]) =>
    check(pdf, file).map((found) => ({ clause, found })),
  )
}

function streams(pdf: PdfObjects) {
  return pdf.all().filter(({ isStream }) => isStream)
}

function fonts(pdf: PdfObjects): PdfDict[] {
  return pdf.all().flatMap(({ dict }) => (dict['/Subtype'] === '/Type0' ? [dict] : []))
}

function descendants(pdf: PdfObjects): PdfDict[] {
  return pdf.all().flatMap(({ dict }) => (dict['/Subtype'] === '/CIDFontType2' ? [dict] : []))
}

function elements(pdf: PdfObjects) {
  return pdf.all().filter(({ dict }) => dict['/Type'] === '/StructElem')
}

function longStrings(text: string): string[] {
  return [...text.matchAll(/<([0-9a-fA-F]{65536,})>/g)].map(([whole]) => `string of ${whole.length} digits`)
}

/** Types that need no role map (ISO 32000-1, 14.8.4), as far as documents here use them. */
const STANDARD_TYPES = new Set(
  '/Document /Div /BlockQuote /H1 /H2 /H3 /H4 /P /Span /L /LI /Lbl /LBody /Table /TR /TH /TD /Figure /Caption'.split(
    ' ',
  ),
)

/** Every mark on a page belongs to one element that names it, and everything drawn is content or an artifact. */
function findStructureFaults(pdf: PdfObjects): string[] {
  const root = pdf.dict(pdf.catalog['/StructTreeRoot'])
  const faults: string[] = []
  const owners = new Map<string, PdfValue>()
  const walk = (reference: PdfValue, parent: PdfValue, page: PdfValue) => {
    const element = pdf.dict(reference)
    if (!STANDARD_TYPES.has(String(element['/S']))) faults.push(`type ${element['/S']}`)
    if (element['/P'] !== parent) faults.push(`${reference} names another parent`)
    const own = element['/Pg'] ?? page
    for (const kid of [element['/K'] ?? []].flat()) {
      if (typeof kid === 'number') owners.set(`${own} ${kid}`, reference)
      else if (typeof kid === 'string') walk(kid, reference, own)
      else owners.set(`${pdf.dict(kid)['/Pg']} ${pdf.dict(kid)['/MCID']}`, reference)
    }
  }
  for (const kid of [root['/K'] ?? []].flat()) walk(kid, pdf.catalog['/StructTreeRoot'] ?? null, null)
  const parents = pdf.list(pdf.dict(root['/ParentTree'])['/Nums'])
  let marked = 0
  for (const page of pdf.pages()) {
    const { mcids, unmarked } = readMarks(pdf.content(page))
    faults.push(...unmarked.map((operator) => `page ${page}: ${operator} outside content and artifacts`))
    const key = pdf.dict(page)['/StructParents']
    const list = pdf.list(parents[parents.indexOf(key ?? null) + 1])
    if (mcids.length !== list.length)
      faults.push(`page ${page}: ${mcids.length} marks, ${list.length} parents`)
    if (new Set(mcids).size !== mcids.length) faults.push(`page ${page}: one number twice`)
    mcids.forEach((mcid) => {
      marked += 1
      if (list[mcid] !== owners.get(`${page} ${mcid}`))
        faults.push(`page ${page}: mark ${mcid} has no way back`)
    })
  }
  if (marked !== owners.size) faults.push(`${owners.size} marks in the tree, ${marked} on pages`)
  return faults
}
