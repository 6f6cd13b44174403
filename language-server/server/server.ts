import {
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  InlayHintRefreshRequest,
  ResourceOperationKind,
  TextDocuments,
} from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { createPolicyService, type PolicyText, type ServicePorts } from '../core/service.ts'
import {
  PLACE_CHANGED_NOTIFICATION,
  PLACE_REQUEST,
  type Place,
  type PlaceParams,
  RESOURCES_NOTIFICATION,
  type ResourcesParams,
  SET_PLACE_NOTIFICATION,
  type ServerSettings,
  type SetPlaceParams,
} from '../protocol.ts'
import { createAcross } from './across.ts'
import { registerAcrossSymbols } from './across-symbols.ts'
import { actionFiles } from './action-files.ts'
import { initializeResult } from './capabilities.ts'
import { createConfigurations, faultDiagnostics } from './configurations.ts'
import { createDocuments } from './documents.ts'
import { registerEffective } from './effective.ts'
import { registerEvaluation } from './evaluation.ts'
import { registerFeatures } from './features.ts'
import { fingerprint } from './fingerprint.ts'
import { createFolders } from './folders.ts'
import { describe, guard, guardQuietly, reportOnce } from './guard.ts'
import { registerHosts } from './hosts.ts'
import { createLenses } from './lenses.ts'
import { createProjectDiagnostics } from './project-diagnostics.ts'
import { createProjects } from './projects.ts'
import { createPublisher } from './publisher.ts'
import { registerRefusals } from './refusals.ts'
import { createScheduler, systemTimers, type Timers } from './scheduler.ts'
import { DEFAULT_SETTINGS, isRecord, readSettings } from './settings.ts'
import { createTemplates } from './templates.ts'

export interface ServerPorts {
  readonly timers?: Timers
  /** The rules to ask; absent: every rule there is. */
  readonly rules?: ServicePorts['rules']
  /** Work for the time when nothing is asked, in steps of about a millisecond; absent: none. */
  readonly rehearsal?: Iterator<void>
  /** What the client said to `initialize`, where the connection is initialised and listens; absent: the server does both. */
  readonly initialize?: InitializeParams
}

const SECTION = 'policywright'

/** Milliseconds without a request after which the server takes it that nobody waits. */
const REST = 100

/** Connects the policy service to an LSP client and starts to listen. Nothing is read or computed before the client asks. */
export function startServer(connection: Connection, ports: ServerPorts = {}): void {
  const log = connection.console
  const templates = createTemplates({
    log,
    onLoaded: () => {
      documents.refresh()
      recheckAll()
    },
  })
  const service = createPolicyService({
    templates: templates.check,
    ...(ports.rules && { rules: ports.rules }),
    fingerprint,
    onRuleFault: reportOnce((id, cause) => log.error(`Rule '${id}' failed and is left out: ${describe(cause)}`)),
  })
  const folders = createFolders()
  const timers = ports.timers ?? systemTimers
  const texts = new TextDocuments(TextDocument)
  let isShutDown = false
  let lastAsked = timers.now()
  const client = {
    configuration: false,
    folders: false,
    watching: false,
    snippets: false,
    sharedRanges: false,
    snippetEdits: false,
    disabledActions: false,
    progress: false,
    documentChanges: false,
    renameFiles: false,
    createFiles: false,
    refreshesHints: false,
    refreshesLenses: false,
  }
  let initial: ServerSettings = DEFAULT_SETTINGS

  const configurations = createConfigurations({
    report: (uri, faults) => void connection.sendDiagnostics({ uri, diagnostics: faultDiagnostics(faults) }),
    warn: (sentence) => log.warn(sentence),
  })
  const projects = createProjects({
    connection,
    folders,
    timers,
    log,
    client,
    lastAsked: () => lastAsked,
    onChange: () => {
      for (const uri of documents.reconsider()) recheck(uri)
      ofFiles.request()
      refresh()
    },
  })
  const ofFiles = createProjectDiagnostics({
    connection,
    projects,
    timers,
    settings: (uri) => configurations.over(uri, initial),
  })
  const documents = createDocuments(service, folders, (uri) => projects.surroundings(uri))
  const publisher = createPublisher({
    timers,
    send: (params) => void connection.sendDiagnostics(params),
    isCurrent: (text) => !isShutDown && documents.read(text.uri) === text,
    guarded: (work) => guardQuietly('Checking', log, work),
  })
  /** What ends the wait for the rest of a document's typist. */
  const resting = new Map<string, () => void>()
  const scheduler = createScheduler((uri) => guardQuietly('Checking', log, () => publish(uri)), timers)

  function publish(uri: string): void {
    const text = documents.read(uri)
    if (text === undefined) return
    publisher.publish(text)
    lastAsked = timers.now()
    // Behind the diagnostics, and only of a version at which the typist rests: nobody waits for what other documents learn of this one.
    timers.after(0, () => guardQuietly('Reading the workspace', log, () => projects.begin(uri)))
    // One timer per document: each holds a version with its analysis, and would hold those of a fast typist by the dozen.
    resting.get(uri)?.()
    const told = (): void => {
      resting.delete(uri)
      if (!isShutDown && documents.read(uri) === text) projects.update(uri, text.analysis())
    }
    resting.set(
      uri,
      timers.after(REST, () => guardQuietly('Reading the workspace', log, told)),
    )
  }

  function begin(params: InitializeParams): void {
    client.configuration = params.capabilities.workspace?.configuration === true
    client.folders = params.capabilities.workspace?.workspaceFolders === true
    client.watching = params.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true
    client.progress = params.capabilities.window?.workDoneProgress === true
    client.documentChanges = params.capabilities.workspace?.workspaceEdit?.documentChanges === true
    client.snippetEdits =
      client.documentChanges && params.capabilities.workspace?.workspaceEdit?.snippetEditSupport === true
    client.renameFiles =
      params.capabilities.workspace?.workspaceEdit?.resourceOperations?.includes(ResourceOperationKind.Rename) === true
    client.createFiles =
      params.capabilities.workspace?.workspaceEdit?.resourceOperations?.includes(ResourceOperationKind.Create) === true
    client.refreshesHints = params.capabilities.workspace?.inlayHint?.refreshSupport === true
    client.refreshesLenses = params.capabilities.workspace?.codeLens?.refreshSupport === true
    client.disabledActions = params.capabilities.textDocument?.codeAction?.disabledSupport === true
    const { completion } = params.capabilities.textDocument ?? {}
    client.snippets = completion?.completionItem?.snippetSupport === true
    client.sharedRanges = completion?.completionList?.itemDefaults?.includes('editRange') === true
    folders.replace(foldersIn(params))
    initial = understand(isRecord(params.initializationOptions) ? params.initializationOptions.settings : undefined)
  }
  if (ports.initialize === undefined) {
    connection.onInitialize((params) => {
      begin(params)
      return initializeResult
    })
  } else begin(ports.initialize)

  function initialized(): void {
    rehearse()
    if (client.configuration) {
      tell(connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION }))
    }
    if (client.watching) {
      // Folders too: one that is renamed or deleted is told as one change.
      const patterns = [
        '**/*.{xml,cshtml,json,yaml,yml,bicep,tf}',
        '**/{apis,products,workspaces,policy fragments,named values}/**',
      ]
      const watchers = patterns.map((globPattern) => ({ globPattern }))
      tell(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }))
    }
    if (client.folders) {
      connection.workspace.onDidChangeWorkspaceFolders((event) => {
        const uris = (list: readonly { readonly uri: string }[]) => list.map(({ uri }) => uri)
        folders.change({ added: uris(event.added), removed: uris(event.removed) })
        projects.refresh()
        documents.reconsider()
        documents.refresh()
        ofFiles.request()
        recheckAll()
      })
    }
  }

  /** A step whenever nothing has been asked for a while: neither a first document nor a typist waits for it. */
  function rehearse(): void {
    const { rehearsal } = ports
    if (isShutDown || rehearsal === undefined) return
    const rest = lastAsked + REST - timers.now()
    guardQuietly('Rehearsing', log, () => {
      if (rest <= 0 && rehearsal.next().done !== false) return
      timers.after(Math.max(0, rest), rehearse)
    })
  }

  connection.onDidChangeConfiguration(({ settings }) => {
    if (!client.configuration) initial = understand(isRecord(settings) ? settings[SECTION] : undefined)
    for (const uri of documents.uris()) void settle(uri).then(refresh)
  })

  /** What stands beside and above lines may say something else now. */
  function refresh(): void {
    if (client.refreshesLenses) tell(connection.sendRequest(CodeLensRefreshRequest.type))
    if (client.refreshesHints) tell(connection.sendRequest(InlayHintRefreshRequest.type))
  }

  connection.onDidChangeWatchedFiles(({ changes }) => {
    const configured = changes.filter(({ uri }) => configurations.isPart(uri))
    if (configured.length > 0) {
      configurations.forget()
      // What is wrong with a file is told again when it is read again, which a deleted one is not.
      for (const { uri } of configured) void connection.sendDiagnostics({ uri, diagnostics: [] })
      for (const uri of documents.uris()) void settle(uri)
    }
    projects.changed(changes).catch((cause: unknown) => log.warn(`Changed files could not be read: ${describe(cause)}`))
  })

  texts.onDidOpen(({ document }) => {
    lastAsked = timers.now()
    documents.open(document, configurations.over(document.uri, initial))
    void settle(document.uri)
  })
  texts.onDidChangeContent(({ document }) => {
    lastAsked = timers.now()
    // The first version waits for its settings: findings of a wrong scope must not flash up.
    if (!settling.has(document.uri)) scheduler.request(document.uri)
  })
  texts.onDidClose(({ document }) => {
    scheduler.cancel(document.uri)
    publisher.forget(document.uri)
    resting.get(document.uri)?.()
    resting.delete(document.uri)
    documents.close(document.uri)
    projects.closed(document.uri)
    void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] })
  })

  const settling = new Set<string>()

  /** Brings a document's settings up to date, then checks it. */
  async function settle(uri: string): Promise<void> {
    if (client.configuration) {
      settling.add(uri)
      const settings = await settingsTold(uri)
      settling.delete(uri)
      if (settings !== undefined) documents.applySettings(uri, settings)
    } else documents.applySettings(uri, configurations.over(uri, initial))
    recheck(uri)
  }

  /** What the client and the configuration say of a file now; undefined: the client does not answer. */
  async function settingsTold(uri: string): Promise<ServerSettings | undefined> {
    try {
      const found: unknown = await connection.workspace.getConfiguration({ scopeUri: uri, section: SECTION })
      return configurations.over(uri, understand(found))
    } catch (cause) {
      log.warn(`The client did not tell its settings: ${describe(cause)}`)
      return undefined
    }
  }

  /** The same for a file that is not open here. */
  async function settingsOf(uri: string): Promise<ServerSettings> {
    const told = client.configuration ? await settingsTold(uri) : undefined
    return told ?? configurations.over(uri, initial)
  }

  function understand(value: unknown): ServerSettings {
    const { settings, faults } = readSettings(value)
    for (const fault of faults) log.warn(`Setting ignored: ${fault}.`)
    return settings
  }

  function recheck(uri: string): void {
    scheduler.request(uri)
    guardQuietly('Placing', log, () => {
      const place = documents.place(uri)
      if (place !== undefined) tell(connection.sendNotification(PLACE_CHANGED_NOTIFICATION, place))
    })
  }

  function recheckAll(): void {
    for (const uri of documents.uris()) recheck(uri)
  }

  /** What the client does with a message is its affair, but that it could not be sent is worth a line. */
  function tell(sent: Promise<unknown>): void {
    sent.catch((cause: unknown) => log.warn(`The client did not take a message: ${describe(cause)}`))
  }

  /** Answers a request on an open document; null for one that is not open. */
  function answer<T>(name: string, uri: string, from: (text: PolicyText) => T | undefined) {
    lastAsked = timers.now()
    return guard(name, log, () => {
      const text = documents.read(uri)
      return (text === undefined ? undefined : from(text)) ?? null
    })
  }

  const openText = (uri: string): string | undefined => texts.get(uri)?.getText()
  registerFeatures({
    connection,
    service,
    client,
    log,
    answer,
    across: createAcross(projects, client),
    inlayHints: (uri) => documents.settings(uri)?.inlayHints ?? {},
    format: (uri) => documents.settings(uri)?.format ?? {},
    async actionFiles(uri, range) {
      const text = documents.read(uri)
      return text && (await actionFiles(text, range, { projects, client, openText, log }))
    },
  })
  registerEvaluation({
    connection,
    log,
    client,
    read: documents.read,
    lenses: createLenses({
      projects,
      read: documents.read,
      place: documents.place,
      choice: (uri) => documents.settings(uri)?.codeLens ?? {},
    }),
  })
  registerAcrossSymbols({ connection, projects, log, answer })
  registerHosts({ connection, service, templates, log, settings: settingsOf, known: configurations.known })
  registerRefusals({ connection, documents, templates, log, settings: settingsOf })
  registerEffective({ connection, projects, log, openText })

  connection.onRequest(PLACE_REQUEST, ({ uri }: PlaceParams) =>
    guard('Place', log, (): Place | null => documents.place(uri) ?? null),
  )
  connection.onNotification(SET_PLACE_NOTIFICATION, ({ uri, ...choice }: SetPlaceParams) => {
    documents.choose(uri, choice)
    recheck(uri)
  })
  connection.onNotification(RESOURCES_NOTIFICATION, ({ folder, resources }: ResourcesParams) => {
    documents.setResources(folder?.replace(/\/+$/, '') ?? '', resources)
    recheckAll()
  })

  connection.onShutdown(() => {
    isShutDown = true
    projects.dispose()
    ofFiles.dispose()
    scheduler.dispose()
  })
  texts.listen(connection)
  if (ports.initialize === undefined) {
    connection.onInitialized(initialized)
    connection.listen()
  } else initialized()
}

const foldersIn = ({ workspaceFolders, rootUri }: InitializeParams): readonly string[] =>
  workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : [])
