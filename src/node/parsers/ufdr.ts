import { type Parser, type ParserTask, ParseStop } from './parser.ts'
import { UfdrReport } from './ufdr-report.ts'
import { readZipEntries, ZipDamagedError, type ZipEntry, ZipLimitError } from './zip/open-zip.ts'

const REPORT = /^(?:[^/]{1,100}\/)?report\.xml$/i
/** A report of a full phone has some gigabytes; what it unpacks to is bounded by what this run may take of time as well. */
const MAX_REPORT_BYTES = 8 * 1024 * 1024 * 1024
const CHUNKS_AT_ONCE = 16

/**
 * Reads the report of a phone's extraction as Cellebrite's programs write it (UFDR: a ZIP archive with `report.xml`): the device, messages,
 * calls, contacts, accounts, places and files it lists. The report is unpacked and read as a stream.
 */
export const ufdrParser: Parser = {
  name: 'ufdr',
  version: '1',
  options: [],
  async parse(task) {
    const report = await findReport(task)
    if (report === null) throw new ParseStop('parse/not-this-kind')
    if (report.isEncrypted) throw new ParseStop('parse/encrypted')
    const reader = new UfdrReport(task, report.path)
    try {
      let chunks = 0
      const decoder = new TextDecoder('utf-8')
      for await (const chunk of report.open(MAX_REPORT_BYTES)) {
        reader.write(decoder.decode(chunk, { stream: true }))
        if (++chunks % CHUNKS_AT_ONCE === 0) await task.out.settle()
      }
      reader.write(decoder.decode())
      reader.end()
    } catch (cause) {
      if (cause instanceof ZipLimitError)
        throw new ParseStop('parse/too-large', { limit: 'entry', maxBytes: MAX_REPORT_BYTES })
      if (cause instanceof ZipDamagedError) throw new ParseStop('parse/malformed')
      throw cause
    }
    return undefined
  },
}

async function findReport({ evidence }: ParserTask): Promise<ZipEntry | null> {
  try {
    for await (const entry of readZipEntries(evidence)) if (REPORT.test(entry.path)) return entry
    return null
  } catch (cause) {
    if (cause instanceof ZipDamagedError) throw new ParseStop('parse/not-this-kind')
    throw cause
  }
}
