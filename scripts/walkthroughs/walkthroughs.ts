import { dataFactoryCallsMyApi } from './data-factory-calls-my-api.ts'
import { myApiCallsAnotherInstance } from './my-api-calls-another-instance.ts'
import { myApiCallsMyApp } from './my-api-calls-my-app.ts'
import type { Transcript } from './transcript.ts'

export interface Walkthrough {
  /** Of its page, relative to the project. */
  readonly path: string
  walk(): Promise<Transcript>
}

export const walkthroughs: readonly Walkthrough[] = [
  { path: 'docs/walkthroughs/data-factory-calls-my-api.md', walk: dataFactoryCallsMyApi },
  { path: 'docs/walkthroughs/my-api-calls-my-app.md', walk: myApiCallsMyApp },
  { path: 'docs/walkthroughs/my-api-calls-another-instance.md', walk: myApiCallsAnotherInstance },
]
