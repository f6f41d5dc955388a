// npm run manual: the user manual as pages with the pictures that the browser tests took, in artifacts/manual.
import { join } from 'node:path'
import { writeManual } from './manual/write-manual.mjs'

const root = process.cwd()
const out = join(root, 'artifacts', 'manual')
const written = writeManual({ root, texts: join(root, 'docs', 'manual'), out })
if (written.isWhole)
  process.stdout.write(
    `${written.pages} pages with ${written.pictures} pictures: ${join(out, 'index.html')}\n`,
  )
else {
  process.stderr.write(
    `The manual was not written. ${written.missing.length} pictures or pages are missing (pictures are taken by the browser tests, npm test):\n${written.missing.map((one) => `  ${one}\n`).join('')}`,
  )
  process.exitCode = 1
}
