import { createContext, type ReactNode, useContext } from 'react'
import { I18nProvider } from 'react-aria-components'
import { FIRST_LANGUAGE, type Tongue, tongueOf } from './tongues.ts'

export type { Tongue } from './tongues.ts'

const TongueContext = createContext<Tongue>(tongueOf(FIRST_LANGUAGE))

type TongueProviderProps = { readonly language: string; readonly children: ReactNode }

/** Gives everything inside one language. */
export function TongueProvider({ language, children }: TongueProviderProps) {
  const tongue = tongueOf(language)
  return (
    <I18nProvider locale={tongue.locale}>
      <TongueContext value={tongue}>{children}</TongueContext>
    </I18nProvider>
  )
}

/** The language around a component. */
export function useTongue(): Tongue {
  return useContext(TongueContext)
}
