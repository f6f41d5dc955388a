/** What stands inside an element. Texts are texts, never markup. */
export type Inside = string | Node

/** Makes an element with a class and what stands inside it. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...inside: readonly Inside[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  if (className !== '') made.className = className
  made.append(...inside)
  return made
}
