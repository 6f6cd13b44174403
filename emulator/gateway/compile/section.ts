import type { Section } from '../../../language-server/core/catalog/policy.ts'
import { mergedSection } from '../../../language-server/core/model/merged-section.ts'
import type { Element, Mistake } from '../../../language-server/core/syntax/tree.ts'
import type { GatewayConfiguration } from '../configuration.ts'
import type { Handler } from '../handler.ts'
import { fault } from '../pipeline/fault.ts'
import { type Needs, needsNothing, type Place, type Run, type Step } from '../pipeline/step.ts'
import { handlers } from '../policies/index.gen.ts'
import { CompileError } from './compile-error.ts'
import { createCompiler, type GatewayState } from './compiler.ts'
import { childElement, childElements, type PolicySource, policySource } from './source.ts'

/** A policy document and the scope that it is bound to. */
export interface ScopedDocument {
  readonly scope: 'global' | 'workspace' | 'product' | 'api' | 'operation'
  readonly source: PolicySource
  /** Stable over configurations: `api/orders`. */
  readonly key: string
}

export interface SectionSetting {
  readonly state: GatewayState
  readonly configuration: GatewayConfiguration
  readonly section: Section
}

const byName: ReadonlyMap<string, Handler> = new Map(handlers.map((entry) => [entry.name, entry]))

/**
 * The steps of one section over a chain of scopes, narrowest last. `<base/>` stands for the section of the wider scopes; a
 * document without the section runs nothing, and a scope without a document changes nothing.
 * https://learn.microsoft.com/azure/api-management/api-management-howto-policies
 */
export function compileSection(chain: readonly ScopedDocument[], setting: SectionSetting): Step[] {
  const writers = new Map<ScopedDocument, Writer>()
  return mergedSection<ScopedDocument, Step>(chain, {
    own(document) {
      const { root } = document.source.document
      const mistake = brokenBy(document.source)
      if (mistake) return { instead: [brokenDocument(document, setting, mistake.message)] }
      if (root?.name !== 'policies') {
        const message = `the document's root is <${root?.name ?? ''}> instead of <policies>`
        return { instead: [brokenDocument(document, setting, message)] }
      }
      const element = childElement(root, setting.section)
      return element && { element }
    },
    child(child, section, document) {
      const writer = writers.get(document) ?? createWriter(document, setting)
      writers.set(document, writer)
      return child.kind === 'element' ? writer.policy(child, section, '') : []
    },
  })
}

/** A bare ampersand is taken for what it says: the documentation's own samples write it so. */
const brokenBy = ({ document }: PolicySource): Mistake | undefined =>
  document.mistakes.find(({ name }) => name !== 'raw-ampersand')

interface Writer {
  policy(element: Element, parent: Element, path: string): readonly Step[]
}

function createWriter(own: ScopedDocument, setting: SectionSetting, insideFragment?: string): Writer {
  const { state, configuration, section } = setting
  const { source } = own

  const place = (element: Element, path: string): Place => {
    const { line, character } = source.lines.positionAt(element.start)
    const id = element.attributes.find((attribute) => attribute.name === 'id')?.value?.raw
    return {
      section,
      scope: own.scope,
      document: source.label,
      line: line + 1,
      column: character + 1,
      path,
      policyId: id,
    }
  }

  const policy = (element: Element, parent: Element, prefix: string): readonly Step[] => {
    const path = prefix + pathSegment(element, parent)
    const at = place(element, path)
    const refuse = (message: string): readonly Step[] => [
      { policy: element.name, place: at, run: refusing(element.name, at, message), needs: needsNothing },
    ]
    if (element.name === 'include-fragment') return fragment(element, path, refuse)
    const found = byName.get(element.name)
    if (!found) return refuse('the local gateway does not run this policy yet')
    const compiler = createCompiler({
      state,
      configuration,
      source,
      section,
      scope: own.scope,
      key: `${own.key}/${section}/${path}`,
      nested: (container, below) =>
        childElements(container).flatMap((child) =>
          policy(child, container, below === '' ? `${path}/` : `${path}/${below}/`),
        ),
    })
    try {
      const run = found.compile(element, compiler)
      const needs: Needs = compiler.demands
      return [{ policy: element.name, place: at, run: whenPrepared(run, compiler.prepared), needs }]
    } catch (error) {
      if (error instanceof CompileError) return refuse(error.message)
      throw error
    }
  }

  const fragment = (element: Element, path: string, refuse: (message: string) => readonly Step[]): readonly Step[] => {
    const id = element.attributes.find((attribute) => attribute.name === 'fragment-id')?.value?.raw ?? ''
    if (insideFragment !== undefined) return refuse(`the fragment "${insideFragment}" cannot include another fragment`)
    const text = configuration.fragments.get(id)
    if (text === undefined) return refuse(`there is no fragment "${id}" on the instance`)
    const inner: ScopedDocument = {
      scope: own.scope,
      key: `${own.key}/${section}/${path}`,
      source: policySource(text, `fragment ${id}`),
    }
    const { root } = inner.source.document
    const mistake = brokenBy(inner.source)
    if (mistake) return refuse(`the fragment "${id}" is broken: ${mistake.message}`)
    if (root?.name !== 'fragment') return refuse(`the root of the fragment "${id}" is not <fragment>`)
    const writer = createWriter(inner, setting, id)
    return childElements(root).flatMap((child) => writer.policy(child, root, `${path}/`))
  }

  return { policy }
}

/** `set-header`, or `set-header[2]` when the parent holds several; containers are always counted: `choose[1]`. */
function pathSegment(element: Element, parent: Element): string {
  const same = childElements(parent, element.name)
  const isContainer = childElements(element).length > 0
  return same.length > 1 || (isContainer && containers.has(element.name))
    ? `${element.name}[${same.indexOf(element) + 1}]`
    : element.name
}

const containers: ReadonlySet<string> = new Set(['choose', 'retry', 'limit-concurrency', 'wait'])

/** Waits for what a policy loads when it is compiled, once. */
function whenPrepared(run: Run, work: Promise<void> | undefined): Run {
  if (!work) return run
  let isDone = false
  work.then(
    () => {
      isDone = true
    },
    () => {},
  )
  return (exchange) => (isDone ? run(exchange) : work.then(() => run(exchange)))
}

/** The request that reaches such a policy is refused, loudly: a policy that is skipped might have been the guard. */
function refusing(name: string, at: Place, message: string): Run {
  const text = `The policy "${name}" cannot run: ${message} (${at.document}, line ${at.line}, column ${at.column}).`
  return () => {
    throw fault({ reason: 'PolicyNotRunnable', message: text, answer: text })
  }
}

function brokenDocument(own: ScopedDocument, setting: SectionSetting, message: string): Step {
  const at: Place = {
    section: setting.section,
    scope: own.scope,
    document: own.source.label,
    line: 1,
    column: 1,
    path: 'policies',
    policyId: undefined,
  }
  return { policy: 'policies', place: at, run: refusing('policies', at, message), needs: needsNothing }
}
