/** How the pages of the manual look: the colours and types of the workstation, and one sheet when they are printed. */
export const MANUAL_STYLE = `
@font-face { font-family: Battambang; src: url(fonts/battambang.ttf); unicode-range: U+1780-17FF, U+19E0-19FF, U+200B-200D; }
@font-face { font-family: Battambang; font-weight: 700; src: url(fonts/battambang-bold.ttf); unicode-range: U+1780-17FF, U+19E0-19FF, U+200B-200D; }
@font-face { font-family: 'Noto Sans'; src: url(fonts/noto-sans.ttf); }
@font-face { font-family: 'Noto Sans'; font-weight: 700; src: url(fonts/noto-sans-bold.ttf); }
:root { color-scheme: light dark; --ink: #1c1b33; --soft: #55536b; --page: #f6f3ec; --sheet: #fffdf8; --line: #d9d3c4; --link: #2b2b7a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ece9df; --soft: #b5b1c4; --page: #14142b; --sheet: #1d1d3a; --line: #3b3a5c; --link: #c9c4ff; }
}
* { box-sizing: border-box; }
html { scroll-padding-block-start: 1rem; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.6 'Noto Sans', Battambang, sans-serif; }
html:lang(km) body { line-height: 1.9; }
.book { display: grid; grid-template-columns: minmax(12rem, 17rem) minmax(0, 48rem); gap: 2.5rem; justify-content: center; padding: 2rem 1.25rem 6rem; }
.contents { position: sticky; inset-block-start: 2rem; align-self: start; max-block-size: calc(100vh - 4rem); overflow: auto; }
.contents ol { list-style: none; margin: 0; padding: 0; }
.contents a { display: block; padding: .3rem 0; color: var(--soft); text-decoration: none; }
.contents a:hover, .contents a:focus-visible { color: var(--link); text-decoration: underline; }
.languages { display: flex; gap: 1rem; margin: 0 0 1rem; padding: 0; list-style: none; }
main { min-inline-size: 0; }
h1, h2, h3 { line-height: 1.5; text-wrap: balance; }
h2 { margin-block-start: 3rem; padding-block-start: 1.25rem; border-block-start: 1px solid var(--line); }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
code { font: .92em/1.5 ui-monospace, 'DejaVu Sans Mono', monospace; background: var(--sheet); border: 1px solid var(--line); border-radius: .3rem; padding: .05em .35em; overflow-wrap: anywhere; }
pre { background: var(--sheet); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; overflow: auto; }
pre code { border: 0; padding: 0; background: none; overflow-wrap: normal; }
figure { margin: 1.5rem 0; }
figure img { display: block; inline-size: 100%; block-size: auto; border: 1px solid var(--line); border-radius: .5rem; }
figcaption { color: var(--soft); font-size: .9rem; margin-block-start: .4rem; }
.table-frame { overflow: auto; }
table { border-collapse: collapse; inline-size: 100%; }
th, td { text-align: start; vertical-align: top; padding: .45rem .6rem; border-block-end: 1px solid var(--line); }
@media (max-width: 60rem) { .book { grid-template-columns: minmax(0, 48rem); } .contents { position: static; max-block-size: none; } }
@media print { .contents { display: none; } .book { display: block; padding: 0; } h2 { break-before: page; } figure { break-inside: avoid; } }
`
