import { expect, test } from 'vitest'
import { writeReadBackPage } from '#core/read-back/read-back-page.ts'

test('what somebody wrote is words on the page of the second screen, whatever it holds', () => {
  const bad = `<script>alert(1)</script>" onload='x' &amp; <img src=x>`
  const page = writeReadBackPage({
    language: 'km',
    title: bad,
    question: 'តើនេះត្រឹមត្រូវឬទេ?',
    sections: [{ heading: bad, lines: [{ label: bad, text: bad }, { text: 'ក' }] }],
  })
  expect(page).not.toMatch(/<script|<img|onload='/)
  expect(page.match(/&lt;script&gt;/g)).toHaveLength(5)
  expect(page).toContain('<dd dir="auto">ក</dd>')
})
