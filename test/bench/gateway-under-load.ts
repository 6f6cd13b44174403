import { createGateway } from '../../emulator/gateway/gateway.ts'
import { benchConfiguration, benchLogin } from './gateway-configuration.ts'
import { answerBench } from './gateway-process.ts'

/** The gateway as the local instance runs it. Its argument: the origins of the back end and of the issuer. */
const [backEnd = '', issuer = ''] = (process.argv[2] ?? '').split(' ')
const configuration = benchConfiguration(backEnd)
const gateway = createGateway({
  configuration: () => configuration,
  routes: { [benchLogin]: issuer },
  log: (line) => console.error(line),
})
gateway.listen().then(({ url }) => answerBench(url))
