import type { Analysis } from '../../model/analysis.ts'
import type { Resources } from '../../model/options.ts'
import type { References } from '../../model/references.ts'

type Listed = Extract<keyof Resources, 'backends' | 'fragments' | 'loggers' | 'certificates'>

const isListed = (list: keyof References): list is Listed & keyof References =>
  list === 'backends' || list === 'fragments' || list === 'loggers' || list === 'certificates'

/** The names that exist: those of the instance where its list is known, otherwise those of the workspace and of the document itself. */
export function namesKnown(analysis: Analysis, list: keyof References, offered: Resources): readonly string[] {
  const written = analysis.references()[list].map(({ name }) => name)
  if (!isListed(list)) return unique(written)
  return analysis.options.resources?.[list] ?? unique([...(offered[list] ?? []), ...written])
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)].sort()
