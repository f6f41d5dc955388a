import type { Handler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import { buildPreview } from '#core/documents/preview.ts'
import { namesIn } from '#core/documents/template.ts'
import { WORDING_NAMES, WORDINGS, type WordingName } from '#core/documents/wordings.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { appendEvents } from '../ledger/append-events.ts'
import type { CourtTexts } from '../ports/court-texts.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { type DrawingTools, drawReport } from './draw-report.ts'
import { type ChangedPhrases, newestAt, phrasesOf, wordingsAt } from './wordings.ts'

const NOW = Number.MAX_SAFE_INTEGER

/** `template.list`. */
export function listTemplates(session: SessionSource): Handler<'template.list'> {
  return async () => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const rows = vault.register.stationTexts('template')
    if (!rows.ok) return rows
    return succeed({
      templates: WORDING_NAMES.map((template) => {
        const row = newestAt(rows.value, template, NOW)
        return {
          template,
          version: row?.version ?? 0,
          texts: Object.keys(WORDINGS[template]).length,
          changedTexts: Object.keys(phrasesOf(row)).length,
          ...(row !== undefined && { changedAtMs: row.atMs, changedBy: row.by }),
        }
      }),
    })
  }
}

/** `template.show`. */
export function showTemplate(session: SessionSource, texts: CourtTexts): Handler<'template.show'> {
  return async ({ template, version: asked }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const rows = vault.register.stationTexts('template')
    if (!rows.ok) return rows
    const versions = rows.value.filter(({ name }) => name === template)
    const newest = versions.at(-1)?.version ?? 0
    const version = asked ?? newest
    const row = versions.findLast((one) => one.version === version)
    if (row === undefined && version !== 0)
      return fail({ code: 'template/no-such-version', facts: { version: newest } })
    const changed = phrasesOf(row)
    const shipped = texts.template(template) as { readonly phrases: ChangedPhrases }
    return succeed({
      template,
      version,
      texts: Object.entries<readonly string[]>(WORDINGS[template]).map(([key, placeholders]) => {
        const said = Object.hasOwn(changed, key) ? changed[key] : undefined
        return {
          key,
          placeholders: [...placeholders],
          shipped: shipped.phrases[key] ?? { km: '', en: '' },
          ...(said !== undefined && { changed: said }),
        }
      }),
      versions: versions.map(({ version, atMs, by }) => ({ version, changedAtMs: atMs, changedBy: by })),
    })
  }
}

/** `template.save`. */
export function saveTemplate(session: SessionSource): Handler<'template.save'> {
  return async ({ template, basedOn, phrases }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const fits = checkPhrases(template, phrases)
    if (!fits.ok) return fits
    const rows = vault.register.stationTexts('template')
    if (!rows.ok) return rows
    const last = newestAt(rows.value, template, NOW)?.version ?? 0
    if (last !== basedOn) return fail({ code: 'template/changed-meanwhile', facts: { version: last } })
    const { userId, name } = vault.person
    const version = last + 1
    const data = { template, version, phrases, changedBy: { userId, name } }
    const appended = appendEvents(vault, [
      { key: vault.registerKey, body: { kind: 'template-changed', scope: vault.vaultId, data } },
    ])
    return appended.ok ? succeed({ version }) : appended
  }
}

/** `template.preview`. The facts are made up, so that no case is opened to look at a wording. */
export function previewTemplate(
  tools: DrawingTools,
  texts: CourtTexts,
  software: string,
): Handler<'template.preview'> {
  return async ({ template, phrases, languages }, context) => {
    const vault = tools.session()
    if (vault === null) return lockedFailure()
    const fits = checkPhrases(template, phrases)
    if (!fits.ok) return fits
    const wordings = wordingsAt(vault, texts, NOW, { name: template, phrases })
    if (!wordings.ok) return wordings
    const head = vault.ledger.head()
    if (!head.ok) return head
    if (head.value === null) return fail({ code: 'case/not-found' })
    const { seq, hashHex } = head.value
    const document = buildPreview(template, wordings.value, { languages, software })
    const fileName = `${template}-preview.pdf`
    const order = { found: null, document, kind: 'template-preview', fileName, madeFrom: { seq, hashHex } }
    return await drawReport(tools, vault, order, context)
  }
}

/**
 * Refuses a text that the document does not have, and one that does not name exactly what it must: a wording that leaves a placeholder
 * out would leave a fact out of the document.
 */
function checkPhrases(
  template: WordingName,
  phrases: ChangedPhrases,
): Result<void, Failure<'template/key-unknown' | 'template/placeholder-unknown'>> {
  const keys: { readonly [key: string]: readonly string[] } = WORDINGS[template]
  for (const [key, phrase] of Object.entries(phrases)) {
    const names = Object.hasOwn(keys, key) ? keys[key] : undefined
    if (names === undefined) return fail({ code: 'template/key-unknown' })
    const wanted = [...names].sort().join(' ')
    const isWhole = [phrase.km, phrase.en].every(
      (text) => [...new Set(namesIn(text))].sort().join(' ') === wanted && !hasStrayBrace(text),
    )
    if (!isWhole) return fail({ code: 'template/placeholder-unknown', facts: { key } })
  }
  return succeed(undefined)
}

/** A brace that begins no placeholder is a placeholder written wrongly. */
function hasStrayBrace(text: string): boolean {
  return /[{}]/.test(text.replaceAll(/\{[a-z][A-Za-z0-9]*\}/g, ''))
}
