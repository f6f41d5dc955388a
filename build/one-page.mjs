import { createHash } from 'node:crypto'

/**
 * Puts a page's script and style into the page itself, so that it opens from a disc, and gives it a policy that lets it run these two and
 * nothing else: no network, no other file, no form, no frame.
 *
 * @returns {import('vite').Plugin}
 */
export function onePage() {
  return {
    name: 'samnum:one-page',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const parts = Object.values(bundle)
      const page = parts.find((part) => part.type === 'asset' && part.fileName.endsWith('.html'))
      const scripts = parts.filter((part) => part.type === 'chunk')
      const styles = parts.filter((part) => part.type === 'asset' && part.fileName.endsWith('.css'))
      const [script] = scripts
      const [style] = styles
      const isWhole = scripts.length === 1 && styles.length === 1 && parts.length === 3
      if (page?.type !== 'asset' || script?.type !== 'chunk' || style?.type !== 'asset' || !isWhole)
        throw new Error(
          `one page has one script and one style: ${parts.map(({ fileName }) => fileName).join(', ')}`,
        )
      // A script that said so in a text would end early.
      const code = script.code.trim().replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')
      const css = String(style.source).trim()
      const policy = [
        "default-src 'none'",
        `script-src '${hashOf(code)}'`,
        `style-src '${hashOf(css)}'`,
        'font-src data:',
        "base-uri 'none'",
        "form-action 'none'",
      ].join('; ')
      const html = String(page.source)
        .replace(/\s*<script type="module"[^>]*><\/script>/, '')
        .replace(/\s*<link rel="stylesheet"[^>]*>/, '')
        .replace(
          '<meta charset="utf-8">',
          () =>
            `<meta charset="utf-8">\n    <meta http-equiv="Content-Security-Policy" content="${policy}">\n    <style>${css}</style>`,
        )
        .replace('</body>', () => `  <script type="module">${code}</script>\n  </body>`)
      page.source = html
      delete bundle[script.fileName]
      delete bundle[style.fileName]
    },
  }
}

/** @param {string} text */
function hashOf(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
