/**
 * The little of Markdown that the manual is written in: headings, paragraphs, lists, tables, code, pictures, links, emphasis. Anything
 * else stands there as it was typed. No text of the manual becomes markup but by these rules.
 */

/**
 * @typedef {object} Turned
 * @property {string} html
 * @property {readonly { level: number, id: string, text: string }[]} headings
 * @property {readonly string[]} pictures  the addresses of its pictures, in order
 */

/**
 * @typedef {object} Ways
 * @property {(address: string) => string | null} linkTo  where a link leads in the pages; `null` leaves its words alone
 * @property {(address: string) => string} pictureAt   where a picture lies beside the pages
 */

/**
 * Turns a text of the manual into HTML.
 *
 * @param {string} source
 * @param {Ways} ways
 * @returns {Turned}
 */
export function turnMarkdown(source, ways) {
  const lines = source.replaceAll('\r\n', '\n').split('\n')
  /** @type {string[]} */
  const html = []
  /** @type {{ level: number, id: string, text: string }[]} */
  const headings = []
  /** @type {string[]} */
  const pictures = []
  const inline = (/** @type {string} */ text) => turnInline(text, ways, pictures)
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? ''
    const heading = /^(#{1,4}) (.+)$/.exec(line)
    if (line.trim() === '') at += 1
    else if (heading !== null) {
      const [, marks = '#', text = ''] = heading
      const id = idOf(text, headings)
      headings.push({ level: marks.length, id, text })
      html.push(`<h${marks.length} id="${id}">${inline(text)}</h${marks.length}>`)
      at += 1
    } else if (line.startsWith('```')) {
      const end = lines.findIndex((each, index) => index > at && each.startsWith('```'))
      const last = end === -1 ? lines.length : end
      html.push(`<pre><code>${escapeHtml(lines.slice(at + 1, last).join('\n'))}</code></pre>`)
      at = last + 1
    } else if (line.startsWith('|')) {
      const rows = takeWhile(lines, at, (each) => each.startsWith('|'))
      html.push(tableOf(rows, inline))
      at += rows.length
    } else if (/^(- |\d+\. )/.test(line)) {
      const rows = takeWhile(lines, at, (each) => /^(- |\d+\. | {2,}\S)/.test(each))
      html.push(listOf(rows, inline))
      at += rows.length
    } else {
      const rows = takeWhile(
        lines,
        at,
        (each) => each.trim() !== '' && !/^(#{1,4} |```|\||- |\d+\. )/.test(each),
      )
      const picture = rows.length === 1 ? /^!\[([^\]]*)\]\(([^)\s]+)\)$/.exec(line) : null
      if (picture === null) html.push(`<p>${inline(rows.join(' '))}</p>`)
      else {
        const [, caption = '', address = ''] = picture
        pictures.push(address)
        const source = escapeHtml(ways.pictureAt(address))
        const words = escapeHtml(caption)
        html.push(
          `<figure><a href="${source}"><img src="${source}" alt="${words}"></a><figcaption>${words}</figcaption></figure>`,
        )
      }
      at += rows.length
    }
  }
  return { html: html.join('\n'), headings, pictures }
}

/** @param {string} text */
export function escapeHtml(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/**
 * @param {readonly string[]} lines
 * @param {number} from
 * @param {(line: string) => boolean} belongs
 */
function takeWhile(lines, from, belongs) {
  let end = from + 1
  while (end < lines.length && belongs(lines[end] ?? '')) end += 1
  return lines.slice(from, end)
}

/**
 * @param {readonly string[]} rows
 * @param {(text: string) => string} inline
 */
function listOf(rows, inline) {
  /** @type {string[]} */
  const items = []
  for (const row of rows) {
    const begun = /^(?:- |\d+\. )(.*)$/.exec(row)
    if (begun === null) items.push(`${items.pop() ?? ''} ${row.trim()}`)
    else items.push(begun[1] ?? '')
  }
  const tag = /^\d/.test(rows[0] ?? '') ? 'ol' : 'ul'
  return `<${tag}>\n${items.map((item) => `<li>${inline(item)}</li>`).join('\n')}\n</${tag}>`
}

/**
 * @param {readonly string[]} rows
 * @param {(text: string) => string} inline
 */
function tableOf(rows, inline) {
  const cells = rows.map((row) =>
    row
      .replace(/^\||\|\s*$/g, '')
      .split(/(?<!\\)\|/)
      .map((cell) => inline(cell.trim().replaceAll('\\|', '|'))),
  )
  const [head = [], rule, ...body] = cells
  const isRuled = rule?.every((cell) => /^:?-+:?$/.test(cell)) === true
  const rowOf = (/** @type {readonly string[]} */ row, /** @type {string} */ tag) =>
    `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`
  const under = isRuled ? body : cells.slice(1)
  return `<div class="table-frame"><table><thead>${rowOf(head, 'th')}</thead><tbody>${under
    .map((row) => rowOf(row, 'td'))
    .join('')}</tbody></table></div>`
}

/**
 * @param {string} text
 * @param {Ways} ways
 * @param {string[]} pictures
 */
function turnInline(text, ways, pictures) {
  // What is code is code whole: nothing in it is a link or emphasis.
  return text
    .split(/(`[^`]+`)/)
    .map((part) =>
      /^`[^`]+`$/.test(part)
        ? `<code>${escapeHtml(part.slice(1, -1))}</code>`
        : escapeHtml(part)
            .replace(/!\[([^\]]*)\]\(([^)\s]+)\)/g, (_, words, address) => {
              pictures.push(address)
              return `<img class="inline" src="${ways.pictureAt(address)}" alt="${words}">`
            })
            .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, (_, words, address) => {
              const to = ways.linkTo(address)
              return to === null ? words : `<a href="${to}">${words}</a>`
            })
            .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
            .replace(/(?<![\p{L}\p{N}*])\*([^*\s](?:[^*]*[^*\s])?)\*(?![\p{L}\p{N}*])/gu, '<em>$1</em>'),
    )
    .join('')
}

/**
 * @param {string} text
 * @param {readonly { id: string }[]} taken
 */
function idOf(text, taken) {
  const plain = text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N} -]/gu, '')
    .trim()
    .replaceAll(' ', '-')
  const count = taken.filter(({ id }) => id === plain || id.startsWith(`${plain}--`)).length
  return count === 0 ? plain : `${plain}--${count + 1}`
}
