import type { ActionFiles, PolicyText } from '../core/service.ts'
import { listOf } from '../core/workspace/navigate.ts'
import { fileOfNamedValue, filesOfFragment } from '../core/workspace/new-resource.ts'
import { resourcesOf } from '../core/workspace/surroundings.ts'
import { describe, type Log } from './guard.ts'
import type { Projects } from './projects.ts'

/** What an action on a document needs of the files around it. */
export interface ActionFilesHost {
  readonly projects: Projects
  readonly log: Log
  readonly client: { readonly documentChanges: boolean; readonly createFiles: boolean }
  /** The text of a document that is open in the editor. */
  openText(uri: string): string | undefined
}

interface Lines {
  readonly start: { readonly line: number }
  readonly end: { readonly line: number }
}

/**
 * What the workspace offers to the actions at a range. The fragments that are included there are read from the disk; nothing else is.
 * Undefined while the folder is not read, and for a document outside of every folder.
 */
export async function actionFiles(
  text: PolicyText,
  range: Lines,
  host: ActionFilesHost,
): Promise<ActionFiles | undefined> {
  try {
    return await readAround(text, range, host)
  } catch (cause) {
    // Actions on the document alone are still there.
    host.log.error(`The files around ${text.uri} could not be read: ${describe(cause)}`)
    return undefined
  }
}

async function readAround(
  text: PolicyText,
  range: Lines,
  { projects, client, openText }: ActionFilesHost,
): Promise<ActionFiles | undefined> {
  projects.update(text.uri, text.analysis())
  const here = projects.locate(text.uri)
  if (here === undefined || !here.project.isScanned) return undefined
  const { program, member, project, uriOf } = here
  const included = text
    .analysis()
    .references()
    .fragments.filter(({ span }) => {
      const { line } = text.analysis().lines.positionAt(span.start)
      return range.start.line <= line + 1 && line - 1 <= range.end.line
    })
  const documents = new Map(
    program.fragments.flatMap(({ id, document, workspace }) =>
      document !== undefined && workspace === member.ids.workspace ? [[id, document] as const] : [],
    ),
  )
  for (const { id, document, workspace } of program.fragments)
    if (document !== undefined && workspace === undefined && !documents.has(id)) documents.set(id, document)
  const texts = new Map<string, string>()
  for (const { name } of included) {
    const path = documents.get(name)
    const found = path === undefined ? undefined : (openText(uriOf(path)) ?? (await project.read(path)))
    if (found !== undefined) texts.set(name, found.replace(/^\uFEFF/, ''))
  }
  const known = resourcesOf(program, member.ids).namedValues ?? []
  const placing = (id: string) => ({ program, member, layouts: project.model.layouts(), id })
  return {
    uriOf,
    around: {
      makesFiles: client.documentChanges && client.createFiles,
      fragments: listOf(program, 'fragment').map(({ id }) => id),
      fragmentText: (id) => texts.get(id),
      fragmentFiles: (id) => filesOfFragment(placing(id)),
      namedValues: known.map(({ displayName, value }) => ({ displayName, ...(value !== undefined && { value }) })),
      namedValueFile: (id) => fileOfNamedValue(placing(id)),
    },
  }
}
