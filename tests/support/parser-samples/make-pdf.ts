/** What a sample document holds. */
export type PdfParts = {
  readonly pages: readonly string[]
  readonly script?: string
  readonly launch?: string
  readonly link?: string
  readonly attachment?: string
  readonly title?: string
}

/** Writes a PDF document (PDF 32000-1) with a line of text on each page, and what else is asked for. */
export function makePdf(parts: PdfParts): Buffer {
  const objects: string[] = []
  const add = (body: string) => objects.push(body)
  const pageNumbers = parts.pages.map((_, index) => 4 + index * 2)
  const next = 4 + parts.pages.length * 2
  const [scriptNumber, linkNumber, launchNumber, fileNumber, specNumber] = [
    next,
    next + 1,
    next + 2,
    next + 3,
    next + 4,
  ]
  const names = [
    parts.script === undefined ? '' : `/JavaScript<</Names[(start)${scriptNumber} 0 R]>>`,
    parts.attachment === undefined ? '' : `/EmbeddedFiles<</Names[(file)${specNumber} 0 R]>>`,
  ].join('')
  add(`<</Type/Catalog/Pages 2 0 R/Names<<${names}>>>>`)
  add(
    `<</Type/Pages/Count ${parts.pages.length}/Kids[${pageNumbers.map((number) => `${number} 0 R`).join(' ')}]>>`,
  )
  add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>')
  for (const [index, text] of parts.pages.entries()) {
    const content = `BT /F1 12 Tf 72 720 Td (${text}) Tj ET`
    const annotations = index === 0 ? `/Annots[${linkNumber} 0 R ${launchNumber} 0 R]` : ''
    add(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents ${5 + index * 2} 0 R${annotations}>>`,
    )
    add(`<</Length ${content.length}>>\nstream\n${content}\nendstream`)
  }
  add(`<</S/JavaScript/JS(${parts.script ?? ''})>>`)
  const annotation = (action: string) => `<</Type/Annot/Subtype/Link/Rect[10 10 90 90]/A<<${action}>>>>`
  add(annotation(parts.link === undefined ? '/S/Named/N/NextPage' : `/S/URI/URI(${parts.link})`))
  add(annotation(parts.launch === undefined ? '/S/Named/N/NextPage' : `/S/Launch/F(${parts.launch})`))
  add(`<</Type/EmbeddedFile/Length 2>>\nstream\nhi\nendstream`)
  add(
    `<</Type/Filespec/F(${parts.attachment ?? ''})/UF(${parts.attachment ?? ''})/EF<</F ${fileNumber} 0 R>>>>`,
  )
  add(`<</Title(${parts.title ?? 'Sample'})/CreationDate(D:20260305140506+07'00')>>`)
  return assemble(objects)
}

function assemble(objects: readonly string[]): Buffer {
  let text = '%PDF-1.7\n'
  const offsets = objects.map((body, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${body}\nendobj\n`
    return offset
  })
  const startxref = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  text += offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  text += `trailer\n<</Size ${objects.length + 1}/Root 1 0 R/Info ${objects.length} 0 R>>\nstartxref\n${startxref}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}
