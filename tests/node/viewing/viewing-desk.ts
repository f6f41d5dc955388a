import type { OutputOf } from '#contract/operations.ts'
import type { StartTimer } from '#node/serve/idle-lock.ts'
import { openServeDesk, PASSPHRASE, type ServeDesk } from '../serve/serve-desk.ts'

/** A served workstation with one case, into which exhibits are put. */
export type ViewingDesk = ServeDesk & {
  readonly caseNumber: string
  /** Seals bytes under a name; answers the exhibit. */
  seal(name: string, bytes: Uint8Array): Promise<OutputOf<'exhibit.seal'>>
  /** Seals bytes and opens them for looking. */
  look(name: string, bytes: Uint8Array, byContent?: boolean): Promise<OutputOf<'exhibit.preview'>>
}

export async function openViewingDesk(
  options: { readonly startTimer?: StartTimer } = {},
): Promise<ViewingDesk> {
  const desk = await openServeDesk(options)
  expectDone(await desk.call('vault.create', { userName: 'សុខ វណ្ណា', passphrase: PASSPHRASE }))
  const { number: caseNumber } = expectDone(await desk.call('case.open', { title: 'C' }))
  const seal = async (name: string, bytes: Uint8Array) => {
    const { intakeId } = expectDone(
      await desk.call('intake.offer', { name, sizeBytes: bytes.length, modifiedAtMs: null }),
    )
    const [sealed] = await Promise.all([
      desk.call('exhibit.seal', { case: caseNumber, intakeId }, `seal-${intakeId.slice(0, 8)}`),
      desk.ask(`/intake/${intakeId}`, { method: 'PUT', body: Buffer.from(bytes) }),
    ])
    return expectDone(sealed)
  }
  return {
    ...desk,
    caseNumber,
    seal,
    async look(name, bytes, byContent = false) {
      const { exhibitId } = await seal(name, bytes)
      return expectDone(await desk.call('exhibit.preview', { exhibit: exhibitId, byContent }))
    },
  }
}

/** The value of a call that succeeded. */
export function expectDone<Value>(envelope: { readonly outcome: string; readonly value?: Value }): Value {
  if (envelope.outcome !== 'done') throw new Error(`not done: ${JSON.stringify(envelope)}`)
  return envelope.value as Value
}

/** A WAV of silence, or of noise that is the same each time. */
export function makeWav(seconds: number, hz = 8000): Uint8Array {
  const samples = seconds * hz
  const wav = Buffer.alloc(44 + samples * 2)
  wav.write('RIFF', 0, 'latin1')
  wav.writeUInt32LE(36 + samples * 2, 4)
  wav.write('WAVEfmt ', 8, 'latin1')
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(hz, 24)
  wav.writeUInt32LE(hz * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36, 'latin1')
  wav.writeUInt32LE(samples * 2, 40)
  for (let at = 0; at < samples; at += 1) wav.writeInt16LE(((at * 7919) % 2000) - 1000, 44 + at * 2)
  return new Uint8Array(wav)
}

/** A PDF of a page that says a line, with JavaScript, a link and an open action that want out. */
export function makePdf(line: string, pages = 1): Uint8Array {
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.launchURL("http://evil.example/js")) >> >>`,
    `<< /Type /Pages /Count ${pages} /Kids [${Array.from({ length: pages }, (_, at) => `${4 + at * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  for (let page = 0; page < pages; page += 1) {
    const draw = `BT /F 24 Tf 72 700 Td (${line} ${page + 1}) Tj ET`
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents ${5 + page * 2} 0 R /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /URI /URI (http://evil.example/pdf) >> >>] >>`,
      `<< /Length ${draw.length} >>\nstream\n${draw}\nendstream`,
    )
  }
  let text = '%PDF-1.4\n'
  const offsets: number[] = []
  for (const [at, object] of objects.entries()) {
    offsets.push(text.length)
    text += `${at + 1} 0 obj\n${object}\nendobj\n`
  }
  const start = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  for (const offset of offsets) text += `${String(offset).padStart(10, '0')} 00000 n \n`
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return new TextEncoder().encode(text)
}
