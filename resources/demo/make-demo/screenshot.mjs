import { Buffer } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright'
import QRCode from 'qrcode'
import { CURRENCY, KHQR, TAG } from 'ts-khqr'
import { depositCode, MARK, messages, order, payments, plainText, seller } from './story.mjs'

const require = createRequire(import.meta.url)
const PHONE = { width: 390, height: 844 }

/** The payment code as text: EMV TLV with tag 29 (a person's Bakong account) and the CRC that ends it. */
export function paymentCode() {
  const now = Date.now
  // ts-khqr stamps the code with the clock; the story's clock makes it the same every time.
  Date.now = () => depositCode.createdAtMs
  try {
    const made = KHQR.generate({
      tag: TAG.INDIVIDUAL,
      accountID: seller.bakong,
      merchantName: depositCode.merchantName,
      merchantCity: depositCode.merchantCity,
      acquiringBank: depositCode.acquiringBank,
      currency: CURRENCY.KHR,
      amount: Number(payments.deposit.amount),
      expirationTimestamp: depositCode.expiresAtMs,
      additionalData: { billNumber: order, storeLabel: 'DEMO' },
    })
    if (made.status.code !== 0 || made.data === null) throw new Error(`no KHQR: ${made.status.message}`)
    return made.data.qr
  } finally {
    Date.now = now
  }
}

/** Draws the part of the chat with the payment code as a phone shows it, and returns the PNG. */
export async function screenshot() {
  const code = await QRCode.toString(paymentCode(), { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--force-color-profile=srgb', '--font-render-hinting=none'],
  })
  try {
    const page = await browser.newPage({ viewport: PHONE, deviceScaleFactor: 2 })
    await page.setContent(pageOf(code))
    await page.evaluate(() => document.fonts.ready)
    return await page.screenshot({ type: 'png' })
  } finally {
    await browser.close()
  }
}

function fontFace(family, weight, file) {
  const bytes = readFileSync(require.resolve(file))
  return `@font-face{font-family:'${family}';font-weight:${weight};src:url(data:font/ttf;base64,${Buffer.from(bytes).toString('base64')})}`
}

function bubble(message, inside = '') {
  const side = message.by === 'victim' ? 'mine' : 'theirs'
  const words = `<p>${plainText(message)}</p>`
  return `<div class="bubble ${side}">${inside}${words}<time>${message.at.slice(11, 16)}${side === 'mine' ? ' ✓✓' : ''}</time></div>`
}

function pageOf(code) {
  const shown = messages.filter((message) => message.at.startsWith('2026-11-11'))
  const card = `<figure><header>KHQR</header><div class="payee">${depositCode.merchantName}<br><b>៨០០.០០០ ៛</b></div>${code}<figcaption>${seller.bakong}<br>${MARK.km} · ${MARK.en}</figcaption></figure>`
  return `<!doctype html><html lang="km"><meta charset="utf-8"><style>
${fontFace('Khmer', 400, '@expo-google-fonts/battambang/400Regular/Battambang_400Regular.ttf')}
${fontFace('Khmer', 700, '@expo-google-fonts/battambang/700Bold/Battambang_700Bold.ttf')}
${fontFace('Latin', 400, '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf')}
${fontFace('Latin', 700, '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf')}
*{box-sizing:border-box;margin:0}
body{width:${PHONE.width}px;height:${PHONE.height}px;overflow:hidden;display:flex;flex-direction:column;background:#cfdcc9;color:#10201a;font:14px/1.5 Latin,Khmer}
.status{display:flex;justify-content:space-between;padding:9px 20px 3px;background:#2f6f62;color:#fff;font-size:12px}
.top{display:flex;gap:10px;align-items:center;padding:5px 14px 9px;background:#2f6f62;color:#fff}
.top i{flex:none;width:38px;height:38px;border-radius:50%;background:#e2b04a;color:#3a2a06;font-style:normal;font-weight:700;display:grid;place-items:center}
.top b{display:block;line-height:1.45}.top small{opacity:.85;font-size:11.5px}
.mark{background:#8c1d18;color:#fff;text-align:center;font-size:11.5px;line-height:1.7;padding:2px}
main{flex:1;padding:8px 10px;display:flex;flex-direction:column;gap:7px;justify-content:flex-end}
.day{align-self:center;background:#5f7c6ecc;color:#fff;border-radius:11px;padding:1px 11px;font-size:11.5px}
.bubble{max-width:300px;padding:6px 10px 3px;border-radius:14px;box-shadow:0 1px 1px #0002}
.theirs{align-self:flex-start;background:#fff;border-bottom-left-radius:4px}
.mine{align-self:flex-end;background:#e3f8d2;border-bottom-right-radius:4px}
.bubble time{display:block;text-align:right;font-size:10.5px;color:#5b7168;line-height:1.5}
figure{width:230px;margin:3px auto 6px;border:1px solid #ddd;border-radius:10px;overflow:hidden;background:#fff}
figure header{background:#d8232a;color:#fff;font-weight:700;text-align:center;letter-spacing:2px;padding:3px}
.payee{padding:6px 14px 5px;border-bottom:1px dashed #bbb;font-size:12px;line-height:1.5}.payee b{font-size:17px}
figure svg{display:block;width:214px;margin:2px auto 0}
figcaption{text-align:center;font-size:11px;line-height:1.55;padding-bottom:6px;color:#444}
.write{display:flex;gap:9px;align-items:center;padding:8px 12px 14px;background:#fff;color:#8a948f}
.write div{flex:1}.write u{width:30px;height:30px;border-radius:50%;background:#2f6f62}
</style><body>
<div class="status"><span>09:24</span><span>DEMO 4G&nbsp;&nbsp;67%</span></div>
<div class="top"><i>មប</i><span><b>${seller.name}</b><small>@${seller.telegramName} · ${seller.shop}</small></span></div>
<div class="mark">${MARK.km} · ${MARK.en} · មនុស្ស និងគណនីប្រឌិត</div>
<main><div class="day">១១ វិច្ឆិកា ២០២៦</div>
${shown.map((message) => bubble(message, message.photo ? card : '')).join('\n')}
</main>
<div class="write"><div>សរសេរសារ…</div><u></u></div>
</body></html>`
}
