/**
 * Makes the demonstration files of the folder above anew from `story.mjs`.
 *
 * Run `node resources/demo/make-demo/make-demo.mjs` with Node 24 and Chromium at /usr/bin/chromium (or at the path in CHROMIUM). The text
 * files come out the same byte for byte; the picture does as long as Chromium and the fonts stay the same.
 */
import { writeFileSync } from 'node:fs'
import { complaint } from './complaint.mjs'
import { paymentCode, screenshot } from './screenshot.mjs'
import { bankStatement, mailMessage, telegramResult } from './text-files.mjs'

/** @param {string} name @param {string | Uint8Array} content */
function write(name, content) {
  writeFileSync(new URL(`../${name}`, import.meta.url), content)
}

write('complaint.json', complaint())
write('bank-statement.csv', bankStatement())
write('message.eml', mailMessage())
write('telegram-result.json', telegramResult())
write('screenshot-khqr.png', await screenshot())
process.stderr.write(`${paymentCode()}\n`)
