import { childElements } from '../compile/source.ts'
import { handler } from '../handler.ts'

/** There is no Application Insights here: the metric is in the trace. https://learn.microsoft.com/azure/api-management/emit-metric-policy */
export default handler('emit-metric', (element, compiler) => {
  const name = compiler.need(element, 'name')
  const namespace = compiler.textOr(element, 'namespace', 'API Management')
  const value = compiler.number(element, 'value', 1)
  const dimensions = childElements(element, 'dimension').map((dimension) => ({
    name: compiler.need(dimension, 'name'),
    value: compiler.text(dimension, 'value'),
  }))
  return (exchange) => {
    const { match } = exchange
    const known: Readonly<Record<string, string | undefined>> = {
      'API ID': match?.api.id,
      'Operation ID': match?.operation?.id,
      'Product ID': match?.product?.id,
      'Subscription ID': match?.subscription?.id,
      Location: exchange.setting.configuration.region,
      'Gateway ID': 'managed',
    }
    const said = dimensions.map(({ name: of, value: own }) => {
      const dimension = of(exchange)
      return `${dimension}=${own ? own(exchange) : (known[dimension] ?? '')}`
    })
    exchange.trace.say(`Metric ${namespace(exchange)}/${name(exchange)}: ${value(exchange)} {${said.join(', ')}}`)
    return undefined
  }
})
